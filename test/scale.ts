/** Whether this is `npm run test:soak`: everything at its full size, which the other tests have no time for. */
export const IS_SOAK = process.env['SOAK'] === 'full';

/** How much of something a run does: all of it in a soak, a tenth elsewhere. */
export const scaled = (full: number): number => (IS_SOAK ? full : Math.ceil(full / 10));
