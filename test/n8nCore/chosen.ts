/** An extension chosen in the picker, as n8n hands it on. */
export const chosen = (sip: string) => ({ __rl: true, mode: 'list', value: sip, cachedResultName: 'x' });
