/** One bare mail address, as lists of people have them. What servers accept beyond that, lists have only by mistake. */
export const addressPattern = /^[^\s@<>"(),;:\\[\]]{1,64}@[^\s@<>"(),;:\\[\]]+\.[^\s@<>"(),;:\\[\].]+$/;
