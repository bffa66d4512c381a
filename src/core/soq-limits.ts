import type { Programme } from '../programme/schema.ts';

const typeWords: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word (.docx)',
  'application/msword': 'Word (.doc)',
  'application/zip': 'ZIP',
};

/** The programme's rules for an SOQ, in words. */
export function soqLimits({ soq }: Pick<Programme, 'soq'>): {
  acceptedTypes: string;
  maxPages: string | null;
  maxSize: string;
} {
  return {
    acceptedTypes: soq.types.map((type) => typeWords[type] ?? type).join(' or '),
    maxPages: soq.maxPages === null ? null : String(soq.maxPages),
    maxSize:
      soq.maxBytesEach < soq.maxBytesTotal
        ? `${wordsForBytes(soq.maxBytesEach)} a file and ${wordsForBytes(soq.maxBytesTotal)} together`
        : wordsForBytes(soq.maxBytesTotal),
  };
}

/** 20971520 -> "20 MB"; 1536 -> "2 KB". */
export function wordsForBytes(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  if (megabytes >= 1) return `${Number(megabytes.toFixed(1))} MB`;
  return bytes === 0 ? '0 bytes' : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
