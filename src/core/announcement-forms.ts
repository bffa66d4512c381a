/** What staff may answer to the card of an announcement; see choices.ts for the shape. */
export const announcementForms = [
  {
    choice: 'announce',
    label: 'Announce it',
    style: 'primary',
    asks: null,
    confirm: {
      title: 'Announce this cycle?',
      text: 'Everybody counted on this card gets the email that it shows. What has gone out cannot be taken back.',
      yes: 'Announce it',
      no: 'Not yet',
    },
  },
  { choice: 'no-announcement', label: 'Not this year', style: null, asks: null },
] as const;
