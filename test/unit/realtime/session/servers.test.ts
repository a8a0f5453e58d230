import { serversOf } from '../../../../nodes/platform/realtime/connection/servers';

const LISTED = [
	'https://monitor1.voicenter.co.il/',
	'https://monitor5.voicenter.co',
	'http://127.0.0.1:4011',
];

test('servers are what the login says', () => {
	expect(serversOf(LISTED, undefined)).toEqual(LISTED);
});

test('with a base URL, Voicenter’s own are reached there, each once, and others where they are', () => {
	expect(serversOf(LISTED, 'http://127.0.0.1:4010')).toEqual([
		'http://127.0.0.1:4010/',
		'http://127.0.0.1:4011',
	]);
});

test('names that only look like Voicenter’s are others', () => {
	const others = ['https://voicenter.co.il.example.com/', 'https://notvoicenter.co/'];
	expect(serversOf(others, 'http://127.0.0.1:4010')).toEqual(others);
});

test('with a base URL, a path that looks like another host is a path there', () => {
	expect(serversOf(['https://monitor1.voicenter.co//example.com/'], 'http://127.0.0.1:4010')).toEqual([
		'http://127.0.0.1:4010//example.com/',
	]);
});

test('the password of a base URL is not part of a server’s address, which events tell', () => {
	expect(serversOf(LISTED.slice(0, 1), 'http://user:Passw0rd@127.0.0.1:4010')).toEqual([
		'http://127.0.0.1:4010/',
	]);
});
