// Looks at everything torq needs and says what is wrong and how to mend it. What is looked at is handed in.

/** `mend` says what to do; where nothing is wrong it may still hold advice, else it is null. */
export type Finding = { ok: boolean; detail: string; mend: string | null };
export type Check = { name: string; look: () => Promise<Finding> | Finding };
export type DoctorResult = { name: string } & Finding;
export type DoctorReport = { ok: boolean; results: readonly DoctorResult[] };

/** No check may take longer: whoever asks wants to know today. */
const longestMs = 45_000;

/** Runs all checks side by side. One that throws or hangs is a finding and does not keep the others from being made. */
export async function runDoctor(checks: readonly Check[], limitMs = longestMs): Promise<DoctorReport> {
  const results = await Promise.all(
    checks.map(async ({ name, look }) => ({ name, ...(await lookWithin(look, limitMs)) })),
  );
  return { ok: results.every(({ ok }) => ok), results };
}

async function lookWithin(look: Check['look'], limitMs: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    const finding = bad(
      `no answer within ${limitMs / 1000} s`,
      'See whether the network or a firewall is in the way.',
    );
    timer = setTimeout(() => resolve(finding), limitMs);
  });
  try {
    return await Promise.race([(async () => look())(), late]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return bad(message, 'This was not foreseen: please report it with this line.');
  } finally {
    clearTimeout(timer);
  }
}

export function good(detail: string, advice: string | null = null): Finding {
  return { ok: true, detail, mend: advice };
}

export function bad(detail: string, mend: string): Finding {
  return { ok: false, detail, mend };
}

/** One finding for a list of problems, each a line that says itself where it is and what is expected. */
export function fromProblems(
  problems: readonly string[],
  { none, mend }: { none: string; mend: string },
): Finding {
  return problems.length === 0 ? good(none) : bad(problems.join('\n'), mend);
}
