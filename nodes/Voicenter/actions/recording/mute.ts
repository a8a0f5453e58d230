import type { Operation } from '../operation';
import { muteFields, setMuted } from './setMuted';

/** Keeps what is said off the recording. */
export const mute: Operation = {
	value: 'mute',
	name: 'Mute',
	action: 'Mute the recording of a call',
	description:
		'Stops recording what is said in a call that is going on, such as a card number, until it is unmuted. People hear each other as before. Fails when it cannot be confirmed that the recording is muted, and when there is no active call.',
	fields: muteFields('muted'),
	execute: setMuted(true),
};
