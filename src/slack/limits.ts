// What Slack refuses, in characters unless it says otherwise. No block builder enforces these.

export const limits = {
  blocksInMessage: 50,
  blocksInView: 100,
  /** All blocks of a message together, measured as JSON. Slack refuses at about 13,200. */
  blocksTogether: 13_000,
  header: 150,
  section: 3000,
  field: 2000,
  fieldsInSection: 10,
  contextText: 2000,
  button: 75,
  buttonValue: 2000,
  buttonsInActions: 25,
  id: 255,
  option: 75,
  selectOptions: 100,
  checkBoxes: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  modalTitle: 24,
  modalButton: 24,
  inputLabel: 2000,
  inputHint: 2000,
  inputText: 3000,
  privateMetadata: 3000,
} as const;
