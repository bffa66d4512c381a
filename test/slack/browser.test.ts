// What staff do with their hands: in Chromium, on the local Slack's page, with the real database behind it.
// SCREENSHOTS=FOLDER keeps a picture of each step. The page has no layout for phones, and asks nothing a second time.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCurrentDesks } from '../../src/handlers/current-desks.ts';
import { planRelease } from '../../src/handlers/plan-release.ts';
import { settingsDoor } from '../../src/handlers/settings.ts';
import { applicantMail } from '../fixtures/applicant-mail.ts';
import { startChromium, withoutChromium } from '../support/chromium.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { kept } from '../support/kept.ts';
import { startLocalSlack } from '../support/servers/local-slack.ts';
import { approver, createTestShell, type TestShell } from '../support/shell.ts';
import { pay, submit } from '../support/story.ts';
import { deskWithSettings, filled } from './settings-form.ts';
import { openStaffedHouse, type StaffedHouse } from './staffed-house.ts';

const folder = process.env.SCREENSHOTS;
/** Left out, and said, where there is no Chromium. */
const inChromium = describe.skipIf(withoutChromium !== null);
if (withoutChromium !== null) console.warn(withoutChromium);

inChromium('in a browser', { timeout: 30_000 }, () => {
  let browser: Browser;
  let page: Page;
  let db: TestDatabase;
  let line: TestShell;
  let slack: Awaited<ReturnType<typeof startLocalSlack>>;
  let house: StaffedHouse;

  beforeAll(async () => {
    browser = await startChromium();
    db = await freshDatabase('sqlite');
  });
  afterAll(async () => {
    await browser?.close();
    await db?.close();
  });
  beforeEach(async () => {
    await db.empty();
    slack = await startLocalSlack({
      users: [
        { id: approver, name: 'avery', real_name: 'Avery', email: 'avery@casqa.example' },
        { id: 'U0JORDAN', name: 'jordan', real_name: 'Jordan' },
      ],
      channels: [{ id: 'C012TORBOT', name: 'tor-staff' }],
    });
    line = createTestShell(db, { now: '2023-05-12T12:00:00-07:00' });
    const current = createCurrentDesks(db.database, [deskWithSettings]);
    house = await openStaffedHouse(line, slack, settingsDoor({ ...line.shell, current }));
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    await pay(line);
    return async () => {
      await page.close();
      await house.stop();
      await slack.stop();
    };
  });

  const look = async (name: string) => {
    if (folder === undefined) return;
    mkdirSync(folder, { recursive: true });
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  };
  const open = () => page.goto(slack.url);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const card = (title: string) => page.locator('.msg', { hasText: title }).first();
  const dialog = () => page.locator('.modal');
  /** The card shows the buttons with which it can be taken back, or none. */
  const buttonsOn = (title: string, labels: readonly string[]) =>
    expect.poll(() => card(title).locator('.bk-button').allTextContents()).toEqual(labels);
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 10_000 });

  test('an SOQ is approved with one click, and the person who clicked reads what became of it', async () => {
    await submit(line);
    await open();
    await sees('SOQ to decide: Pat Doe');
    await look('approve-1-card');
    await button('Approve').click();
    await sees(/approved/i);
    await buttonsOn('SOQ to decide: Pat Doe', ['Undo', 'Reopen']);
    await look('approve-2-answered');
    expect(await decision()).toEqual({ decision: 'candidate', decisionReason: null });
  });

  test('an SOQ is declined with a reason, which the form insists on', async () => {
    await submit(line);
    await open();
    await button('Decline').click();
    await dialog().waitFor();
    await look('decline-1-form');
    await dialog().getByRole('button', { name: 'Decline' }).click();
    await sees(/Write something here first/);
    await look('decline-2-complaint');
    await dialog()
      .locator('input.bk-plain-input, textarea')
      .first()
      .fill('Two of the references are missing.');
    await dialog().getByRole('button', { name: 'Decline' }).click();
    await sees(/Reason: .*Two of the references are missing/);
    await buttonsOn('SOQ to decide: Pat Doe', ['Undo', 'Reopen']);
    await look('decline-3-answered');
    expect(await decision()).toEqual({
      decision: 'not-selected',
      decisionReason: 'Two of the references are missing.',
    });
  });

  test('an SOQ from an unknown address is given to the person who is likely', async () => {
    await strangeSoq();
    await open();
    await sees('An SOQ without a home');
    await look('match-1-card');
    await button(/Pat Doe/)
      .first()
      .click();
    await sees('SOQ to decide: Pat Doe');
    await expect.poll(() => card('An SOQ without a home').textContent()).toContain('It is Pat Doe · @Avery');
    await look('match-2-answered');
    expect((await kept(db.database)).submissions).toEqual(['Pat Doe 1: complete, in-time']);
  });

  test('an SOQ from an unknown address is given to another person by their address', async () => {
    await strangeSoq();
    await open();
    await button('Other person').click();
    await dialog().waitFor();
    await look('other-1-form');
    const address = dialog().locator('input.bk-plain-input, textarea').first();
    await address.fill('nobody@example.org');
    await button('It is this person').click();
    await sees(/Nobody with the address nobody@example\.org is known/);
    await look('other-2-refused');
    await button('Other person').click();
    await address.fill('pat@example.org');
    await button('It is this person').click();
    await sees('SOQ to decide: Pat Doe');
    await look('other-3-answered');
  });

  test('the home tab shows how everything stands, and leads to a person', async () => {
    await submit(line);
    await open();
    await page.locator('.sidebar-item', { hasText: 'torq' }).click();
    await sees(/SOQ under review/);
    await look('home-1-overview');
    await button('Find somebody').click();
    await dialog().waitFor();
    await look('home-2-search');
    await dialog().locator('input.bk-plain-input, textarea').first().fill('doe');
    await dialog().locator('.modal-btn.primary').click();
    await sees(/pat@example\.org/);
    await look('home-3-person');
  });

  test('/torq answers who may see it, and nobody else', async () => {
    await submit(line);
    await open();
    await say('/torq 4812');
    await sees(/pat@example\.org/);
    await look('command-1-person');
    await button('Mails').click();
    await sees(/SOQ received/);
    await look('command-2-mails');
    await say('/torq');
    await sees(/What waits|waits/);
    await look('command-3-overview');
    await page.locator('.actas select').selectOption('U0JORDAN');
    await say('/torq');
    await sees(/only those who decide/);
    await look('command-4-refused');
  });

  // The page draws no fields for times and fees; what the form holds is sent for it.
  test('a deadline is moved after its consequences were shown', async () => {
    await open();
    await say('/torq settings');
    await dialog().waitFor();
    await look('settings-1-choose');
    await dialog().locator('select').selectOption({ label: 'Cycle 2023' });
    await button('Next').click();
    await sees('SOQ deadline');
    await look('settings-2-form');
    const form = await slack.waitForModal(({ callback_id }) => callback_id === 'settings-form');
    await slack.submitView(approver, filled(form, { 'cycles.2023.soqDeadline#date': '2023-05-26' }));
    await sees('2023 SOQ deadline: Friday, May 19, 2023, 4:00 PM PDT → Friday, May 26, 2023, 4:00 PM PDT');
    await look('settings-3-consequences');
    expect(await deadlineNow()).toBe('2023-05-19 16:00');
    await button('Save').click();
    await sees(/Saved\./);
    await look('settings-4-saved');
    expect(await deadlineNow()).toBe('2023-05-26 16:00');
  });

  test('a note about a person is written from their page', async () => {
    await open();
    await say('/torq pat@example.org');
    await sees(/pat@example\.org/);
    await button('Do something').click();
    await dialog().locator('select').waitFor();
    await look('act-1-choose');
    await dialog().locator('select').selectOption({ label: 'Write a note' });
    await button('Next').click();
    const words = dialog().locator('input.bk-plain-input, textarea').first();
    await words.waitFor();
    await look('act-2-form');
    await words.fill('Will call on Monday.');
    await button('Keep it').click();
    await sees('Kept in the history.');
    await look('act-3-told');
    expect(
      await db.database.read.history.count({ where: { event: 'note', reason: 'Will call on Monday.' } }),
    ).toBe(1);
  });

  test('the results are released with one click', async () => {
    await submit(line);
    await open();
    await button('Approve').click();
    await buttonsOn('SOQ to decide: Pat Doe', ['Undo', 'Reopen']);
    line.setTime('2023-06-12T07:00:00-07:00');
    for (const desk of line.shell.desks) await planRelease(line.shell, desk);
    house.work();
    await sees('Results of IGP Trainer of Record 2023');
    await look('release-1-card');
    await button('Release now').click();
    await buttonsOn('Results of IGP Trainer of Record 2023', []);
    await look('release-2-answered');
    await expect
      .poll(() => {
        // As the clock of the service does, again and again.
        house.work();
        return line.sent.map(({ subject }) => subject).at(-1);
      })
      .toMatch(/selected/i);
  });

  const decision = () =>
    db.database.read.application.findFirst({ select: { decision: true, decisionReason: true } });

  const deadlineNow = async () =>
    (await createCurrentDesks(db.openAgain(), [deskWithSettings])())[0]?.programme.cycles[0]?.soqDeadline;

  async function say(text: string) {
    await page.locator('.composer-input').fill(text);
    await page.locator('.composer-send').click();
  }

  async function strangeSoq() {
    const mail = {
      to: 'tor@casqa.example',
      from: 'Pat Doe <pat@work.example>',
      messageId: '<s@work.example>',
    };
    await line.receive(await applicantMail({ ...mail, text: 'I paid as pat@example.org.' }));
    house.work();
  }
});
