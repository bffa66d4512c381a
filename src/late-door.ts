import { TransientError } from './errors.ts';
import type { StaffDoor } from './handlers/shell.ts';

/** The staff door before Slack is connected: clicks need a Shell, and the Shell needs the door. */
export function lateDoor(): { door: StaffDoor; open: (door: StaffDoor) => void } {
  let opened: StaffDoor | null = null;
  const use = (): StaffDoor => {
    if (opened === null) throw new TransientError('Slack is not connected yet');
    return opened;
  };
  return {
    door: {
      post: async (prompt) => use().post(prompt),
      redraw: async (prompt) => use().redraw(prompt),
      uploadDocuments: async (place, documents) => use().uploadDocuments(place, documents),
      find: async (promptId, channel, since, thread) => use().find(promptId, channel, since, thread),
      reply: async (place, words, once) => use().reply(place, words, once),
      fetchFile: async (id, maxBytes) => use().fetchFile(id, maxBytes),
      messages: async (place) => use().messages(place),
      addressOf: async (userId) => use().addressOf(userId),
    },
    open: (door) => {
      opened = door;
    },
  };
}
