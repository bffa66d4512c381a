import { createTransport } from 'nodemailer';

/** A bare nodemailer pool that is handed ready-made mails, as many at a time as its connections take. @returns seconds */
export async function barePool(url: string, count: number, connections: number): Promise<number> {
  const pool = createTransport({
    pool: true,
    host: '127.0.0.1',
    port: Number(new URL(url).port),
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const text = 'A reminder as long as those of the programme. '.repeat(30);
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const at = next++;
      await pool.sendMail({
        from: { name: 'CASQA IGP Trainer of Record', address: 'tor@casqa.example' },
        to: { name: `Robin Roe ${at}`, address: `robin${at}@d${at % 500}.example` },
        replyTo: 'tor@casqa.example',
        subject: 'Reminder: your renewal',
        messageId: `<bare.${at}@casqa.example>`,
        text,
        html: `<html><body><p>${text}</p><p>${text}</p></body></html>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  pool.close();
  return (performance.now() - began) / 1000;
}
