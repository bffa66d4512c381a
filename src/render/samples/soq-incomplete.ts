// The faces of the mail that asks for what an SOQ lacks: files to mend, parts to come, and both after the deadline.
import type { Message } from '../../core/messages.ts';

const submitTo = 'trainers@example.org';
const soqDeadline = 'Friday, May 19, 2023, 4:00 PM PDT';

export const incompleteSamples: readonly Extract<Message, { name: 'soq-incomplete' }>[] = [
  {
    name: 'soq-incomplete',
    values: {
      receivedAt: 'Tuesday, May 16, 2023, 10:54 AM PDT',
      problems: [
        'SOQ.pdf: it is protected by a password; please send it without one',
        'references.pages (in SOQ.zip): this kind of file cannot be reviewed; please send PDF',
      ],
      missing: [],
      here: [],
      addUntil: null,
      deadline: soqDeadline,
      distance: '3 days 5 hours',
      deadlinePassed: false,
      submitTo,
    },
  },
  {
    name: 'soq-incomplete',
    values: {
      receivedAt: 'Tuesday, May 16, 2023, 10:54 AM PDT',
      problems: [],
      missing: ['Résumé', 'part 3 of 3'],
      here: ['Pat Doe SOQ 2023.pdf (12 pages)', 'references_[final](2).pdf (3 pages)'],
      addUntil: 'Wednesday, May 17, 2023, 10:54 AM PDT',
      deadline: soqDeadline,
      distance: '3 days 5 hours',
      deadlinePassed: false,
      submitTo,
    },
  },
  {
    name: 'soq-incomplete',
    values: {
      receivedAt: 'Friday, May 19, 2023, 4:08 PM PDT',
      problems: ['SOQ.pdf: the file cannot be opened; please save it again and attach it anew'],
      missing: ['Résumé'],
      here: ['references.pdf (3 pages)'],
      addUntil: null,
      deadline: soqDeadline,
      distance: '8 minutes',
      deadlinePassed: true,
      submitTo,
    },
  },
];
