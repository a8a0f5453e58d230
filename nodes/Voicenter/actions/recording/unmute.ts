import type { Operation } from '../operation';
import { muteFields, setMuted } from './setMuted';

/** Goes on recording. */
export const unmute: Operation = {
	value: 'unmute',
	name: 'Unmute',
	action: 'Unmute the recording of a call',
	description:
		'Goes on recording a call that was muted, so that everything said from now on is on the recording again. Fails when that cannot be confirmed. An extension without an active call needs nothing and is no error.',
	fields: muteFields('unmuted'),
	execute: setMuted(false),
};
