const metadata = {
  promptId: 'p1',
  choice: 'decline',
  place: { channel: 'C0TOR', ts: '1700000000.000100' },
};

/** What Slack sends for a click on a card. */
export function buttonClick(
  changes: {
    promptId?: string;
    choice?: string;
    user?: string;
    blockId?: string;
    team?: string;
    at?: string;
  } = {},
) {
  const { promptId = 'p1', choice = 'approve', user = 'UANNA', team = 'T0FAKE' } = changes;
  const at = changes.at ?? '1700000000.000100';
  const { blockId = `prompt:${promptId}` } = changes;
  return {
    type: 'block_actions',
    team: { id: 'T0FAKE' },
    user: { id: user, team_id: team },
    trigger_id: '1.2.3',
    container: { type: 'message', channel_id: 'C0TOR', message_ts: at },
    channel: { id: 'C0TOR' },
    message: { ts: at, text: 'SOQ of Pat Doe' },
    actions: [{ type: 'button', action_id: choice, block_id: blockId, value: promptId }],
  };
}

/** What Slack sends for a submitted form. */
export function formSubmission(
  changes: { metadata?: string; words?: string; team?: string; user?: string } = {},
) {
  return {
    type: 'view_submission',
    team: { id: 'T0FAKE' },
    user: { id: changes.user ?? 'UANNA', team_id: changes.team ?? 'T0FAKE' },
    view: {
      id: 'V1',
      callback_id: 'answer',
      private_metadata: changes.metadata ?? JSON.stringify(metadata),
      state: {
        values: { words: { words: { type: 'plain_text_input', value: changes.words ?? 'Too late.' } } },
      },
    },
  };
}
