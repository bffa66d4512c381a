import type { AnswerInput } from '../core/answer.ts';
import type { ApplicationCase, TermCase } from '../core/case.ts';
import { termOfAgreementPrompt } from '../core/decide/agreement.ts';
import { termOfReinstatePrompt } from '../core/decide/reinstate.ts';
import type { PromptKind } from '../core/decision.ts';
import { caseOf } from '../store/cases.ts';
import type { Reads } from '../store/database.ts';
import type { Prompt } from '../store/prompts.ts';
import { credentialOf, termsAsked } from '../store/to-confirm.ts';
import { lapsesAsked } from '../store/to-lapse.ts';
import type { Shell } from './shell.ts';

const termKinds: readonly string[] = [
  'term-confirm',
  'lapse',
  'lapse-list',
  'reinstate',
  'agreement',
] satisfies PromptKind[];

/** Only who decides about somebody may be that person. */
export function isAboutSomebody({ applicationId, kind }: Prompt): boolean {
  return applicationId !== null || termKinds.includes(kind);
}

/** What cards about becoming and staying a Trainer of Record are judged by. */
export async function onTheWay(
  { database: { read } }: Shell,
  { id, kind, programme }: Prompt,
  application: ApplicationCase | null,
): Promise<Pick<AnswerInput, 'terms' | 'credential'>> {
  const terms = await termsOn(read, { id, kind, programme });
  const credential =
    kind === 'onboarding' && application !== null
      ? await credentialOf(read, application.person.id, programme)
      : null;
  return { terms, credential };
}

/** The terms that a card is about, or might be. */
async function termsOn(
  read: Reads,
  { id, kind, programme }: Pick<Prompt, 'id' | 'kind' | 'programme'>,
): Promise<readonly TermCase[]> {
  if (kind === 'term-confirm') return termsAsked(read, programme);
  if (kind === 'lapse' || kind === 'lapse-list') return lapsesAsked(read, programme);
  const termId = termOfReinstatePrompt(id) ?? termOfAgreementPrompt(id);
  const subject = termId === null ? null : await caseOf(read, { kind: 'term', id: termId });
  return subject?.kind === 'term' ? [subject] : [];
}
