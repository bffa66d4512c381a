/** All outgoing mail stands still until somebody resumes it; staff cards still come. `heldBy`: a Slack user or "operator". */
export type Hold = { heldAt: Date; heldBy: string; reason: string };
