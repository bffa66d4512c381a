// A simulated year as one page that needs nothing else: a chart, what each day brings, who gets what, what is odd.
import { wordsForDate } from '../core/calendar.ts';
import { conflictKinds } from '../core/simulation/conflicts.ts';
import type { DayCounts, YearReport } from '../core/simulation/report.ts';
import { escaped } from './pages/frame.ts';
import { yearChart } from './simulation-chart.ts';

const styles = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --mail: #0b5cad; --card: #9a4a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --paper: #0d1117; --line: #30363d; --mail: #6cb2ff; --card: #f0a35e; } }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.soft { color: var(--soft); } svg { width: 100%; height: auto; }
.mail { color: var(--mail); } .card { color: var(--card); }
summary { cursor: pointer; } li { margin: .15rem 0; }
@media print { body { margin: 0; max-width: none; } details { break-inside: avoid; } }`;

/** The page. Everything in it is plain text of ours or of the programme, escaped. */
export function simulationPage(report: YearReport): string {
  const { title, from, to, people, isCopy, seed, totals, timeZone } = report;
  const heading = `${title}: ${wordsForDate(from)} to ${wordsForDate(to)}, simulated`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(heading)}</title><style>${styles}</style></head><body><main>
<h1>${escaped(heading)}</h1>
<p>${isCopy ? 'The people of the records, and ' : ''}${people} invented people (seed ${seed}); ${totals.mails} mails and ${totals.cards} cards in Slack. Times are in ${escaped(timeZone)}. Nothing of this was sent.</p>
${yearChart(report.days)}
<h2>Mails and cards by kind</h2>
${totalsTable(totals)}
<h2>What to look at (${report.conflicts.length})</h2>
${conflictList(report)}
<h2>Day by day</h2>
${dayTable(report.days)}
<h2>Person by person</h2>
${report.timelines.map(timeline).join('\n')}
</main></body></html>
`;
}

function totalsTable({ byMessage, byKind }: YearReport['totals']): string {
  const rows = (counts: Readonly<Record<string, number>>, tone: string) =>
    Object.entries(counts)
      .map(
        ([name, count]) =>
          `<tr><td class="${tone}">${escaped(name)}</td><td class="number">${count}</td></tr>`,
      )
      .join('');
  return `<table><thead><tr><th>Mail or card</th><th class="number">How many</th></tr></thead><tbody>${rows(byMessage, 'mail')}${rows(byKind, 'card')}</tbody></table>`;
}

function conflictList({ conflicts }: YearReport): string {
  if (conflicts.length === 0) return '<p>Nothing.</p>';
  return [...Map.groupBy(conflicts, ({ kind }) => kind)]
    .map(([kind, found]) => {
      const items = found
        .map(({ date, what }) => `<li>${wordsForDate(date)}: ${escaped(what)}</li>`)
        .join('');
      return `<details><summary>${conflictKinds[kind]}: ${found.length}</summary><ul>${items}</ul></details>`;
    })
    .join('\n');
}

function dayTable(days: readonly DayCounts[]): string {
  const rows = days
    .filter(({ mails, cards }) => Object.keys(mails).length + Object.keys(cards).length > 0)
    .map(
      ({ date, mails, cards }) =>
        `<tr><td>${wordsForDate(date)}</td><td class="mail">${counts(mails)}</td><td class="card">${counts(cards)}</td></tr>`,
    );
  return `<table><thead><tr><th>Day</th><th>Mails</th><th>Cards</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function counts(counted: Readonly<Record<string, number>>): string {
  return Object.entries(counted)
    .map(([name, count]) => `${count} ${escaped(name)}`)
    .join(', ');
}

function timeline({ person, entries }: YearReport['timelines'][number]): string {
  const items = entries.map(
    ({ at, side, what }) =>
      `<li><span class="soft">${escaped(at)}</span> ${side === 'torq' ? `<span class="mail">${escaped(what)}</span>` : escaped(what)}</li>`,
  );
  return `<details><summary>${escaped(person)} (${entries.length})</summary><ul>${items.join('')}</ul></details>`;
}
