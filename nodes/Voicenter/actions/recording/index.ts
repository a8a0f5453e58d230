import type { Resource } from '../operation';
import { mute } from './mute';
import { unmute } from './unmute';

/** The recording of a call that is going on. */
export const recording: Resource = { value: 'recording', name: 'Recording', operations: [mute, unmute] };
