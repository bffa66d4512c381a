// App Home, the slash command, and looking further from there.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { useFakeSlack } from './fake-door.ts';
import { everythingToSee, found, nothingToSee, pat, personPage } from './looks.ts';

const fake = useFakeSlack();
const wanted = (from = 0) => ({ personId: 'pat', part: 'facts' as const, from });

const opening = (changes: object = {}, event: object = {}) => ({
  type: 'event_callback',
  team_id: 'T0FAKE',
  event: { type: 'app_home_opened', user: 'UANNA', channel: 'D1', tab: 'home', ...event },
  ...changes,
});
const command = (text: string, changes: object = {}) => ({
  command: '/torq',
  text,
  team_id: 'T0FAKE',
  user_id: 'UANNA',
  channel_id: 'C0TOR',
  trigger_id: '1.2.3',
  response_url: fake.slack.responseUrl,
  ...changes,
});
const click = (action_id: string, value: unknown, changes: object = {}) => ({
  type: 'block_actions',
  team: { id: 'T0FAKE' },
  user: { id: 'UANNA', team_id: 'T0FAKE' },
  trigger_id: '1.2.3',
  actions: [{ type: 'button', action_id, block_id: 'b', value: JSON.stringify(value) }],
  ...changes,
});
const inView = (id: string, callback_id: string) => ({ view: { id, type: 'modal', callback_id } });
const searching = (words: string) => ({
  type: 'view_submission',
  team: { id: 'T0FAKE' },
  user: { id: 'UANNA', team_id: 'T0FAKE' },
  view: {
    id: 'V7',
    callback_id: 'look-search',
    state: { values: { 'look-words': { 'look-words': { type: 'plain_text_input', value: words } } } },
  },
});
const openHome = (payload = opening()) => fake.slack.send(payload, 'events_api');
const command_ = (payload: object) => fake.slack.send(payload, 'slash_commands');
const homes = () => fake.slack.homes.map(({ user, view }) => `${user}: ${JSON.stringify(view)}`);
const texts = () => fake.slack.responses.map((response) => JSON.stringify(response));
const told = () => fake.slack.messages.map(({ channel, text }) => `${channel}: ${text}`);

describe('App Home', () => {
  test('shows that it is being put together, and then everything at a glance', async () => {
    await fake.open({ looks: everythingToSee() });
    await openHome();
    await eventually(homes).toEqual([
      expect.stringMatching(/^UANNA: .*One moment/),
      expect.stringMatching(
        /All mail is held.*3 SOQ under review.*2 soq-reminder.*SOQ to decide: Pat &lt;Doe/,
      ),
    ]);
    expect(homes()[1]).toContain('https://fake.slack.example/archives/C0TOR/p1700000000000100');
  });

  test('that was seen before stays until the new state is there', async () => {
    await fake.open({ looks: everythingToSee() });
    await openHome(opening({}, { view: { id: 'VHOME', type: 'home' } }));
    await eventually(homes).toEqual([expect.stringMatching(/3 SOQ under review/)]);
  });

  test('says why to those who may not see it', async () => {
    await fake.open({ looks: nothingToSee });
    await openHome();
    await eventually(homes).toEqual([
      expect.stringMatching(/One moment/),
      expect.stringMatching(/Not for you/),
    ]);
  });

  test('is acknowledged at once although looking is slow', async () => {
    const { overview, ...others } = everythingToSee();
    const slow = async (by: string) => {
      await sleep(700);
      return overview(by);
    };
    await fake.open({ looks: { ...others, overview: slow } });
    expect((await openHome()).ms).toBeLessThan(500);
    await eventually(() => homes().length).toBe(2);
  });

  test('that cannot be put together says so, and works the next time', async () => {
    let broken = true;
    const { overview, ...others } = everythingToSee();
    const sometimes = async (by: string) => {
      if (broken) throw new Error('database is locked');
      return overview(by);
    };
    await fake.open({ looks: { ...others, overview: sometimes } });
    await openHome();
    await eventually(() => homes().at(-1)).toMatch(/fault on our side/);
    broken = false;
    await openHome();
    await eventually(() => homes().at(-1)).toMatch(/3 SOQ under review/);
  });

  test('that Slack does not take is told to the person', async () => {
    await fake.open({ looks: everythingToSee() });
    fake.slack.fail('views.publish', { error: 'internal_error' }, 2);
    await openHome();
    await eventually(told).toEqual(['UANNA: Slack did not take the overview. Please open it once more.']);
  });

  test.each([
    ['of another workspace', opening({ team_id: 'T0OTHER' })],
    ['of no workspace', opening({ team_id: undefined })],
    ['of another tab', opening({}, { tab: 'messages' })],
    ['of somebody who is nobody', opening({}, { user: '<!channel>' })],
  ])('%s is not drawn', async (_, payload) => {
    const asked: unknown[] = [];
    await fake.open({ looks: everythingToSee(asked) });
    await openHome(payload);
    await openHome(opening({}, { user: 'ULAST', view: { id: 'VHOME' } }));
    await eventually(() => homes().length).toBe(1);
    expect(asked).toEqual([['overview', 'ULAST']]);
  });

  test('is not drawn while Slack does not say which workspace is ours', async () => {
    const asked: unknown[] = [];
    fake.slack.fail('auth.test', { error: 'internal_error' }, 2);
    await fake.open({ looks: everythingToSee(asked) });
    await openHome();
    await eventually(() => fake.slack.calls('auth.test').length).toBe(2);
    await sleep(100);
    expect([asked, homes()]).toEqual([[], []]);
  });
});

describe('/torq', () => {
  test('without words shows the overview to the person only', async () => {
    await fake.open({ looks: everythingToSee() });
    expect((await command_(command(' '))).ms).toBeLessThan(500);
    await eventually(() => fake.slack.responses.length).toBe(1);
    expect(fake.slack.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(texts()[0]).toMatch(/3 SOQ under review/);
  });

  test('with words finds people, each with a button that opens the card', async () => {
    const asked: unknown[] = [];
    await fake.open({ looks: everythingToSee(asked) });
    await command_(command(' <mailto:Pat@example.org|Pat@example.org> '));
    await eventually(texts).toEqual([expect.stringMatching(/Pat Doe.*look-facts.*Sam Doe.*look-facts/)]);
    expect(asked).toEqual([['search', 'UANNA', 'Pat@example.org']]);
  });

  test('shows the card at once when one person is found', async () => {
    const one = async () => ({ kind: 'shown' as const, shown: { ...found, people: [pat] } });
    await fake.open({ looks: { ...everythingToSee(), search: one } });
    await command_(command('pat'));
    await eventually(texts).toEqual([expect.stringMatching(/Stage: SOQ under review/)]);
  });

  test('help says what can be asked', async () => {
    await fake.open();
    await command_(command('HELP'));
    await eventually(texts).toEqual([expect.stringMatching(/by order number/)]);
  });

  test('of another workspace looks nothing up', async () => {
    const asked: unknown[] = [];
    await fake.open({ looks: everythingToSee(asked) });
    await command_(command('pat', { team_id: 'T0OTHER' }));
    await eventually(texts).toEqual([expect.stringMatching(/only in its own workspace/)]);
    expect(asked).toEqual([]);
  });

  test('whose answer Slack does not take is told by direct message', async () => {
    await fake.open({ looks: everythingToSee() });
    fake.slack.fail('respond', { status: 404 });
    await command_(command('doe'));
    await eventually(told).toEqual(['UANNA: Slack did not take the answer. Please ask once more.']);
  });
});

describe('looking further', () => {
  test('a search is a form, and what is found takes its place', async () => {
    await fake.open({ looks: everythingToSee() });
    await fake.slack.send(click('look-search', undefined));
    await eventually(() => fake.slack.views.map(({ view }) => view)).toEqual([
      expect.objectContaining({ callback_id: 'look-search' }),
    ]);
    const { payload } = await fake.slack.send(searching('doe'));
    expect(payload).toMatchObject({ response_action: 'update', view: { callback_id: 'look-found' } });
    expect(JSON.stringify(payload)).toContain('Pat Doe');
  });

  test('a search without words stays open', async () => {
    await fake.open({ looks: everythingToSee() });
    const { payload } = await fake.slack.send(searching('  '));
    expect(payload).toEqual({ response_action: 'errors', errors: { 'look-words': expect.any(String) } });
  });

  test('a person opens above what was found, first empty', async () => {
    await fake.open({ looks: everythingToSee() });
    await fake.slack.send(click('look-facts', wanted(), inView('V7', 'look-found')));
    await eventually(() => fake.slack.views.map(({ id, view }) => `${id} ${JSON.stringify(view)}`)).toEqual([
      expect.stringMatching(/^V1 .*One moment/),
      expect.stringMatching(/^V1 .*Stage: SOQ under review/),
    ]);
    expect(fake.slack.calls('views.push')).toHaveLength(1);
  });

  test('a person on a card that everybody sees opens in a window, and the card stays', async () => {
    await fake.open({ looks: everythingToSee() });
    const response_url = fake.slack.responseUrl;
    await fake.slack.send(click('look-person-of-card-3', wanted(), { response_url }));
    await eventually(() => fake.slack.views.map(({ view }) => JSON.stringify(view))).toEqual([
      expect.stringMatching(/One moment/),
      expect.stringMatching(/Stage: SOQ under review/),
    ]);
    expect([fake.slack.calls('views.open').length, fake.slack.responses]).toEqual([1, []]);
  });

  test('another page takes the place of the one before, in a window and under a command', async () => {
    const asked: unknown[] = [];
    await fake.open({ looks: everythingToSee(asked) });
    await fake.slack.send(click('look-older', wanted(10), inView('V8', 'look-person')));
    await eventually(() => fake.slack.views.map(({ id }) => id)).toEqual(['V8']);
    expect(JSON.stringify(fake.slack.views)).toContain('11 to 11 of 43');
    const response_url = fake.slack.responseUrl;
    await fake.slack.send(click('look-older', wanted(20), { response_url }));
    await eventually(() => fake.slack.responses).toMatchObject([{ replace_original: true }]);
    expect(asked).toEqual([
      ['person', 'UANNA', wanted(10)],
      ['person', 'UANNA', wanted(20)],
    ]);
  });

  test('is asked anew at every page: who may no longer see it is told so', async () => {
    await fake.open({ looks: nothingToSee });
    await fake.slack.send(click('look-older', wanted(10), inView('V8', 'look-person')));
    await eventually(() => JSON.stringify(fake.slack.views)).toContain('Not for you.');
  });

  test('into a window that is closed is told', async () => {
    await fake.open({ looks: everythingToSee() });
    fake.slack.fail('views.update', { error: 'not_found' });
    await fake.slack.send(click('look-older', wanted(10), inView('V8', 'look-person')));
    await eventually(told).toEqual(['UANNA: Slack did not fill the window. Please ask once more.']);
  });

  test('with a trigger that is too old is told', async () => {
    await fake.open({ looks: everythingToSee() });
    fake.slack.fail('views.push', { error: 'expired_trigger_id' });
    await fake.slack.send(click('look-facts', wanted(), inView('V7', 'look-found')));
    await eventually(told).toEqual(['UANNA: Slack did not open the card. Please click once more.']);
  });

  test.each([
    ['another workspace', click('look-facts', wanted(), { team: { id: 'T0OTHER' } })],
    [
      'a person of another workspace',
      click('look-facts', wanted(), { user: { id: 'UANNA', team_id: 'T0O' } }),
    ],
    ['a page before the first', click('look-facts', wanted(-1))],
    ['a part that does not exist', click('look-facts', { ...wanted(), part: 'constructor' })],
    ['a person that is no id', click('look-facts', { ...wanted(), personId: "x' or 1=1" })],
    ['no value', click('look-facts', undefined)],
  ])('from %s is refused and told', async (_, payload) => {
    const asked: unknown[] = [];
    await fake.open({ looks: everythingToSee(asked) });
    await fake.slack.send(payload);
    await eventually(told).toEqual([expect.stringMatching(/Nothing was changed/)]);
    expect(asked).toEqual([]);
  });

  test('a link to a card is acknowledged, and that is all', async () => {
    await fake.open({ looks: nothingToSee });
    expect((await fake.slack.send(click('look-card', undefined))).ms).toBeLessThan(500);
    await sleep(100);
    expect([told(), fake.slack.responses, personPage().total]).toEqual([[], [], 1]);
  });
});
