/** Whether this is `npm run test:soak`: everything at its full size, which `npm test` has no time for. */
export const IS_SOAK = process.env['SOAK'] === 'full';

/** How much of something a run does: all of it in a soak, a tenth in `npm test`. */
export const scaled = (full: number): number => (IS_SOAK ? full : Math.ceil(full / 10));
