import { expect, test } from 'vitest';
import { readAttendance, readRegister } from '../../src/documents/people-lists.ts';

const nothing = { join: '', leave: '', minutes: '', attended: '' };

test('a webinar report with its heading, two tables and dial-ins is read', () => {
  const report = [
    'Attendee Report,,,',
    'Topic,Renewal meeting 2027,,',
    'Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)',
    'Yes,"Doe, Pat",Pat,Doe,Pat@Example.org,"May 19, 2027 09:00:01","May 19, 2027 10:18:01",78',
    'No,Kim,Kim,Kay,kim@example.org,--,--,--',
    'Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)',
    'Yes,+14155551212,,,,"May 19, 2027 09:00:01","May 19, 2027 09:03:01",3',
  ].join('\r\n');
  expect(readAttendance('w.csv', Buffer.from(report))).toEqual({
    lines: [
      {
        ...{ place: 'w.csv:4', email: 'pat@example.org', name: 'Doe, Pat', attended: 'Yes' },
        ...{ join: 'May 19, 2027 09:00:01', leave: 'May 19, 2027 10:18:01', minutes: '78' },
      },
      {
        ...{ place: 'w.csv:5', email: 'kim@example.org', name: 'Kim', attended: 'No' },
        ...{ join: '--', leave: '--', minutes: '--' },
      },
      {
        ...{ place: 'w.csv:7', email: '', name: '+14155551212', attended: 'Yes' },
        ...{ join: 'May 19, 2027 09:00:01', leave: 'May 19, 2027 09:03:01', minutes: '3' },
      },
    ],
    problems: [],
  });
});

test('first and last name are a name, and what is no address is named', () => {
  const { lines, problems } = readAttendance(
    'w.csv',
    Buffer.from('First Name;Last Name;E-Mail\nPat;Doe;pat\n'),
  );
  expect({ lines, problems }).toEqual({
    lines: [{ place: 'w.csv:2', email: 'pat', name: 'Pat Doe', ...nothing }],
    problems: ['w.csv:2: email: expected an address such as pat@example.org (found "pat")'],
  });
});

test('a register has an address, or a number with a name, in each line', () => {
  const text = 'QISP Number,Name,Email\n00412,Pat Doe,\n,Kim Kay,kim@example.org\n99,,\n';
  expect(readRegister('q.csv', Buffer.from(text))).toEqual({
    lines: [
      { place: 'q.csv:2', email: null, name: 'Pat Doe', number: '00412' },
      { place: 'q.csv:3', email: 'kim@example.org', name: 'Kim Kay', number: null },
      { place: 'q.csv:4', email: null, name: '', number: '99' },
    ],
    problems: ['q.csv:4: expected an address, or a number with a name'],
  });
  expect(readRegister('q.csv', Buffer.from('Name,Phone\nPat,1\n')).problems).toEqual([
    'q.csv: there is neither a column email nor number; say which it is with --map "COLUMN=email"',
  ]);
});
