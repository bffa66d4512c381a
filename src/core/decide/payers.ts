// Days before the SOQ deadline staff see who has paid and sent nothing that can be reviewed: a mail that a filter ate is
// noticed in time (domain.md, section 5, case 8).
import type { CycleDates, Programme } from '../../programme/schema.ts';
import { addDays, instantAt, wordsForDate, wordsForInstant } from '../calendar.ts';
import { type ApplicationCase, currentSubmission, isSoqFeeMet, mailAddressOf } from '../case.ts';
import { soqDeadline } from '../cycle.ts';
import type { CardDraft } from '../decision.ts';

/** Slack shows as many buttons in a row of them; the others are counted. */
const mostNames = 25;

/** Names its cycle. */
export function payersPromptId({ name }: Pick<Programme, 'name'>, cycle: { name: string }): string {
  return `payers.${name}.${cycle.name}`;
}

/** From when on the card is shown, and until when; null: the programme wants none. */
export function payersSpan(programme: Programme, cycle: CycleDates): { from: Date; until: Date } | null {
  const { soq, slack, timeZone } = programme;
  if (soq.payersCardDays === 0) return null;
  const day = addDays(cycle.soqDeadline.slice(0, 10), -soq.payersCardDays);
  return { from: instantAt(day, slack.waiting.from, timeZone), until: soqDeadline(programme, cycle) };
}

/** Who has paid, is neither withdrawn nor decided, and has sent no SOQ that is complete; by name. */
export function payersWithoutSoq(cases: readonly ApplicationCase[]): readonly ApplicationCase[] {
  return cases
    .filter(
      (one) =>
        isSoqFeeMet(one) &&
        one.application.withdrawnAt === null &&
        one.application.decision === null &&
        currentSubmission(one) === null,
    )
    .toSorted((one, other) => one.person.name.localeCompare(other.person.name, 'en'));
}

/** The card, once a cycle, with a button for each person; what it says is kept up to date. */
export function payersCard(
  programme: Programme,
  cycle: CycleDates,
  payers: readonly ApplicationCase[],
): CardDraft {
  const id = payersPromptId(programme, cycle);
  const named = payers.slice(0, mostNames);
  return {
    channel: 'slack',
    key: `card/${id}`,
    prompt: {
      id,
      kind: 'payers',
      title: `Paid, and no SOQ yet: ${programme.title} ${cycle.name}`,
      facts: [
        ['Deadline', wordsForInstant(soqDeadline(programme, cycle), programme.timeZone)],
        [
          'Why you see it',
          payers.length === 0
            ? 'everybody who has paid has sent an SOQ'
            : `${payers.length} paid and have no complete SOQ with us. Has a filter kept one back? Look into the junk folder, and write to them or call.`,
        ],
        ...named.map((one) => [one.person.name, payerWords(one, programme)] as const),
        ...(payers.length > named.length
          ? [
              [
                'More',
                `${payers.length - named.length} others; "torq list --stage awaiting-soq" has all`,
              ] as const,
            ]
          : []),
      ],
      people: named.map(({ person }) => ({
        name: person.name,
        address: mailAddressOf(person) ?? '',
        personId: person.id,
      })),
      applicationId: null,
      submissionId: null,
      paymentId: null,
      inboundMailId: null,
      outboxItemId: null,
    },
  };
}

function payerWords(one: ApplicationCase, { timeZone }: Programme): string {
  const payment = one.payments.find(({ state }) => state === 'matched');
  const last = one.submissions.at(-1);
  return [
    mailAddressOf(one.person) ?? 'no address that takes mail',
    ...(payment === undefined
      ? [`fee waived: ${one.application.feeWaived?.reason ?? ''}`]
      : [`paid on ${wordsForDate(payment.paidOn)}, order ${payment.orderNumber}`]),
    last === undefined
      ? 'nothing has come'
      : `version ${last.number} is not complete, ${wordsForInstant(last.receivedAt, timeZone)}`,
  ].join('\n');
}
