// Samples of the answers that staff write (see ../samples.ts).
import type { QuestionValues } from '../../core/messages/question.ts';
import type { Message } from '../../core/messages.ts';

export const questionSamples: { [M in keyof QuestionValues]: readonly Extract<Message, { name: M }>[] } = {
  'staff-reply': [
    {
      name: 'staff-reply',
      values: {
        subject: 'Re: May my references be older?',
        message: 'Yes, they may.\nPlease say for each of them when the project ended.',
      },
    },
  ],
};
