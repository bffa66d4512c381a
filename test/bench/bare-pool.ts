import { createTransport } from 'nodemailer';

/** What the mails say: the same as torq's own. */
export type ReadyMade = { subject: string; text: string; html: string };

/** A bare nodemailer pool that is handed ready-made mails, as many at a time as its connections take. @returns seconds */
export async function barePool(
  url: string,
  { subject, text, html }: ReadyMade,
  { count, connections }: { count: number; connections: number },
): Promise<number> {
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port: Number(new URL(url).port),
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const at = next++;
      await pool.sendMail({
        from: { name: 'CASQA IGP Trainer of Record', address: 'tor@casqa.example' },
        to: { name: `Robin Roe ${at}`, address: `robin${at}@d${at % 500}.example` },
        replyTo: 'tor@casqa.example',
        subject,
        messageId: `<bare.${at}@casqa.example>`,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  pool.close();
  return (performance.now() - began) / 1000;
}
