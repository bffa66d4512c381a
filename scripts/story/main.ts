// The demo: real mails through real servers, told step by step. Fails unless every step is seen at the far side.

import { theYear2023 } from './calendar-2023.ts';
import { ending, note } from './narrator.ts';
import { theList, theOnboarding } from './onboarding.ts';
import { theDecision, theFee, theNews, theSoq } from './qualifying.ts';
import { theLateFee, theRenewal, theRoster } from './renewing.ts';
import { theClock, theDoctor } from './steps.ts';
import { startWorld, type World } from './world.ts';

const keep = process.argv.includes('--keep');

async function play(world: World): Promise<void> {
  await theRoster(world);
  await world.startService();
  await theClock(world);
  await theFee(world);
  await theSoq(world);
  await theDecision(world);
  await theNews(world);
  await theOnboarding(world);
  await theList(world);
  await theRenewal(world);
  await theLateFee(world);
  await theYear2023(world);
}

console.log(
  'torq, the whole line: Dovecot, Postfix with OpenDKIM, a local Slack and SQLite, all on this machine.\n',
);
const world = await startWorld();
try {
  await world.torq('migrate');
  await theDoctor(world);
  await play(world);
  console.log(`\nDone: ${ending()}.`);
  if (keep) await stay(world);
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof Error ? error.message : error}`);
  console.error(world.lastWords());
  process.exitCode = 1;
} finally {
  await world.stop();
}

async function stay({ house, slack, folder, pages }: World): Promise<void> {
  console.log('\nEverything stays until you press Ctrl-C. Look at:');
  note(`Slack as a person sees it   ${slack.url}`);
  note(`the public pages            ${pages}`);
  note(`Pat’s mailbox               ${house.imapUrl('pat')}`);
  note(`the programme’s mailbox     ${house.imapUrl('tor')}`);
  note(`sending mail                ${house.smtpUrl}`);
  note(`database, log, programme    ${folder}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
