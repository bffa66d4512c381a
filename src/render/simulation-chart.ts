// The year as columns: mails of each day above the line, cards below it but for the one that comes every day.
import type { DayCounts } from '../core/simulation/report.ts';

const size = { width: 1100, above: 170, below: 90, left: 34, top: 14 };

export function yearChart(days: readonly DayCounts[]): string {
  const mails = days.map((day) => sum(day.mails));
  const cards = days.map(({ cards: { daily: _, ...others } }) => sum(others));
  const [mostMails, mostCards] = [Math.max(1, ...mails), Math.max(1, ...cards)];
  const step = (size.width - size.left) / Math.max(1, days.length);
  const x = (at: number) => size.left + at * step;
  const line = size.top + size.above;
  const columns = days.map(({ date }, at) => {
    const up = (size.above * (mails[at] ?? 0)) / mostMails;
    const down = (size.below * (cards[at] ?? 0)) / mostCards;
    return [
      `<g><title>${date}: ${mails[at]} mails, ${cards[at]} cards</title>`,
      column(x(at), line - up, step, up, 'mail'),
      column(x(at), line, step, down, 'card'),
      '</g>',
    ].join('');
  });
  const total = size.top + size.above + size.below + 20;
  const label = `Mails and cards of each day. Most mails on one day: ${mostMails}. Most cards on one day: ${mostCards}.`;
  return `<svg viewBox="0 0 ${size.width} ${total}" role="img" aria-label="${label}">
<style>.mail rect, rect.mail { fill: var(--mail); } rect.card { fill: var(--card); } text { fill: var(--soft); font: 12px system-ui, sans-serif; }</style>
<text x="0" y="${size.top + 10}">${mostMails}</text><text x="0" y="${line + size.below}">${mostCards}</text>
<line x1="${size.left}" x2="${size.width}" y1="${line}" y2="${line}" stroke="var(--line)"/>
${columns.join('\n')}
${months(days, x, total)}
</svg>
<p class="soft">Above the line mails, below it cards without the card of the day; the scales differ.</p>`;
}

function column(x: number, y: number, width: number, height: number, tone: string): string {
  if (height === 0) return '';
  return `<rect class="${tone}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(1, width - 0.4).toFixed(1)}" height="${height.toFixed(1)}"/>`;
}

const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function months(days: readonly DayCounts[], x: (at: number) => number, bottom: number): string {
  return days
    .flatMap(({ date }, at) => {
      if (!date.endsWith('-01')) return [];
      const name = names[Number(date.slice(5, 7)) - 1];
      return `<line x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${size.top}" y2="${bottom - 18}" stroke="var(--line)" stroke-dasharray="2 4"/><text x="${x(at).toFixed(1)}" y="${bottom - 4}">${name}</text>`;
    })
    .join('\n');
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
