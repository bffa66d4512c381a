// What a programme says about its certificates: their numbers, and who signs them.
import { z } from 'zod';

const line = z.string().trim().min(1).max(80);

export const certificate = z
  .strictObject({
    /** What the numbers begin with, such as IGP; null: the first word of the programme's name. */
    prefix: z
      .string()
      .regex(/^[A-Z0-9]{2,12}$/, '2 to 12 capital letters and digits')
      .nullable()
      .default(null),
    /** A picture of the signature in the programme's folder. */
    signature: z
      .string()
      .regex(/^[\w-][\w.-]*\.(png|jpe?g)$/i, 'the name of a PNG or JPEG file in this folder')
      .nullable()
      .default(null),
    /** Whose signature it is; null: the organisation's name stands there. */
    signer: line.nullable().default(null),
    signerTitle: line.nullable().default(null),
  })
  .prefault({});
