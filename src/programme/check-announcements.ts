import { repeated } from './repeated.ts';
import type { Sections } from './sections.ts';
import type { Finding } from './source.ts';

/** Announcements name audiences that there are, on a day on which one can still apply, slower than the fuse. */
export function checkAnnouncements({ audiences, cycles, mailLimits }: Sections): readonly Finding[] {
  if (audiences === undefined) return [];
  const names = audiences.map(({ name }) => name);
  return [
    ...repeated(names, ['audiences'], 'name'),
    ...(cycles ?? []).flatMap(({ announcement, opens, payment }, at): Finding[] => {
      if (announcement === null) return [];
      const place = ['cycles', at, 'announcement'] as const;
      const { on, perHour } = announcement;
      const most = mailLimits?.perHour ?? Number.POSITIVE_INFINITY;
      return [
        ...repeated(announcement.audiences, [...place, 'audiences']),
        ...announcement.audiences.flatMap((name, index) =>
          names.includes(name)
            ? []
            : [
                {
                  at: [...place, 'audiences', index],
                  problem: `one of the audiences of this programme: ${names.join(', ') || 'there are none'} (found "${name}")`,
                },
              ],
        ),
        ...(on === null || (on >= opens && on <= payment.closes.slice(0, 10))
          ? []
          : [
              {
                at: [...place, 'on'],
                problem: `between the day the cycle opens and payment.closes, ${opens} to ${payment.closes} (found ${on})`,
              },
            ]),
        ...(perHour < most
          ? []
          : [
              {
                at: [...place, 'perHour'],
                problem: `less than mailLimits.perHour, ${most}, which would hold all mail back (found ${perHour})`,
              },
            ]),
      ];
    }),
  ];
}
