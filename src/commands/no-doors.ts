// What a command has instead of the doors that only the service opens.
import type { Doors } from '../compose.ts';
import { TransientError } from '../errors.ts';
import type { StaffDoor } from '../handlers/shell.ts';

const leftToService = async (): Promise<never> => {
  throw new TransientError('mails are read, and cards posted, by the running service');
};

const nobodyThere: StaffDoor = {
  post: leftToService,
  redraw: leftToService,
  find: leftToService,
  uploadDocuments: leftToService,
  addressOf: leftToService,
  reply: leftToService,
  fetchFile: leftToService,
  messages: leftToService,
};

/** Nothing is sent, posted or read: what a command writes down is left to the service. */
export const noDoors: Doors = { sendMail: leftToService, staff: nobodyThere, readMail: leftToService };
