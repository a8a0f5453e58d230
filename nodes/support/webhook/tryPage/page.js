/* The page's own script. `fillSample` stands before it. It puts nothing into the page but as text. */
(() => {
	'use strict';
	const HEADER = 'X-Voicenter-Try';
	const byId = (id) => document.getElementById(id);
	const page = JSON.parse(byId('page').textContent);
	const isTold = page.kind === 'told';

	const names = Object.keys(page.samples);
	let chosen = names.includes(page.sample) ? page.sample : names[0];
	let language = /^(he|iw)\b/i.test(navigator.language) ? 'he' : 'en';
	/** What is typed; it stays when another sample is chosen. */
	const typed = { ...page.values };
	/** What became of the last sample; shown again when the language changes. */
	let shown = null;

	const word = (name, values = {}) =>
		(page.words[language][name] ?? '').replace(/\{(\w+)\}/g, (token, key) => values[key] ?? token);
	const element = (name, properties, ...children) => {
		const made = Object.assign(document.createElement(name), properties);
		made.append(...children);
		return made;
	};

	function show() {
		document.documentElement.lang = language;
		document.documentElement.dir = language === 'he' ? 'rtl' : 'ltr';
		document.title = `${word('title')} · Voicenter`;
		for (const one of document.querySelectorAll('[data-word]')) one.textContent = word(one.dataset.word);
		byId('language').lang = language === 'he' ? 'en' : 'he';
		byId('trigger').textContent = page.trigger;
		showSamples();
		showFields();
		showResult();
	}

	function showSamples() {
		const rows = names.map((name) => {
			const radio = element('input', {
				type: 'radio',
				name: 'sample',
				value: name,
				checked: name === chosen,
			});
			radio.addEventListener('change', () => {
				chosen = name;
				showFields();
			});
			const about = element('small', { textContent: word(`${name}About`) });
			return element('label', { className: 'sample' }, radio, element('span', {}, word(name), about));
		});
		byId('samples').replaceChildren(...rows);
	}

	function showFields() {
		const fields = Object.entries(page.samples[chosen].fields).map(([name, standard]) =>
			field(name, typed[name] ?? standard),
		);
		byId('fields').replaceChildren(...fields, ...(page.secret ? [secretField()] : []));
		showSent();
	}

	function field(name, value) {
		const isLong = name === 'learnt';
		const input = element(isLong ? 'textarea' : 'input', { value, name, dir: 'auto', autocomplete: 'off' });
		if (isLong) input.rows = 4;
		if (name === 'customer' || name === 'did') Object.assign(input, { dir: 'ltr', inputMode: 'tel' });
		input.addEventListener('input', () => {
			typed[name] = input.value;
			showSent();
		});
		const label = element('label', { className: 'field' }, word(name), input);
		if (isLong) label.classList.add('wide');
		return label;
	}

	function secretField() {
		const input = element('input', { type: 'password', name: 'secret', dir: 'ltr', autocomplete: 'off' });
		input.value = typed.secret ?? '';
		input.addEventListener('input', () => (typed.secret = input.value));
		const hint = element('span', { className: 'hint', textContent: word('secretHint') });
		const label = element('label', { className: 'field wide' }, word('secret'), input, hint);
		return label;
	}

	function body() {
		const { fields, body: open } = page.samples[chosen];
		const now = Date.now();
		const random = Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) =>
			byte.toString(16).padStart(2, '0'),
		).join('');
		const callId = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14) + random;
		const { clockAheadSeconds } = page;
		return fillSample(open, { ...fields, ...typed }, { now, clockAheadSeconds, callId });
	}

	const inJson = (value) => JSON.stringify(value, null, 2);

	function showSent(sent = body()) {
		byId('sent').textContent = inJson(sent);
	}

	async function send() {
		const sent = body();
		showSent(sent);
		shown = { state: 'sending' };
		showResult();
		byId('send').disabled = true;
		shown = await outcomeOf(sent);
		byId('send').disabled = false;
		showResult();
		byId('result').scrollIntoView({ block: 'nearest' });
	}

	async function outcomeOf(sent) {
		const url = new URL(location.href);
		url.hash = url.search = '';
		const headers = { 'Content-Type': 'application/json', [HEADER]: '1' };
		const { secret } = page;
		const given = (typed.secret ?? '').trim();
		if (secret?.sentIn === 'query') url.searchParams.set(secret.name, given);
		if (secret?.sentIn === 'header' && given !== '') headers[secret.name] = given;
		try {
			const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(sent) });
			const report = answer.headers.get(HEADER);
			const text = await answer.text();
			if (report === null) return { state: answer.status };
			return { state: 'told', text, ...JSON.parse(decodeURIComponent(report)) };
		} catch {
			return { state: await whyNot(url) };
		}
	}

	/** n8n does not let a page read that it is not listening; but whether it is there can be told. */
	async function whyNot(url) {
		try {
			await fetch(url, { mode: 'no-cors', signal: AbortSignal.timeout(10_000) });
			return 'notListening';
		} catch {
			return 'unreachable';
		}
	}

	function showResult() {
		byId('result').hidden = shown === null;
		if (shown === null) return;
		const { tone, outcome, about = '', told, next = '' } = inWords(shown);
		byId('outcome').textContent = outcome;
		byId('outcome').dataset.tone = tone;
		byId('about').textContent = about;
		byId('next').textContent = next;
		byId('told').hidden = told === undefined;
		byId('answer').textContent = told === undefined ? '' : pretty(told);
		byId('meaning').textContent = told === undefined ? '' : meaningOf(told);
	}

	function inWords(result) {
		const { state, outcome, why, text: told } = result;
		if (state === 'sending') return { tone: 'note', outcome: word('sending') };
		if (state !== 'told') {
			const known = [401, 403, 'notListening', 'unreachable'].includes(state);
			const name = typeof state === 'number' ? (known ? `status${state}` : 'statusOther') : state;
			return { tone: 'bad', outcome: word(name, { status: state }), about: word(`${name}About`) };
		}
		const times = { seconds: inSeconds(result.milliseconds), within: inSeconds(result.withinMs) };
		const listens = word('listensStill');
		const again = word('again');
		if (outcome === 'unreadable') return { tone: 'bad', outcome: word(outcome), told, next: listens };
		if (outcome === 'unwanted')
			return { tone: 'note', outcome: word(outcome), about: why, told, next: listens };
		if (isTold) {
			if (outcome === 'answered')
				return { tone: 'good', outcome: word('started'), about: word('startedAbout'), told, next: again };
			return { tone: 'bad', outcome: word(`${outcome}Told`, times), told, next: again };
		}
		if (outcome === 'answered')
			return { tone: 'good', outcome: word('answeredAsk', times), told, next: again };
		const about = outcome === 'invalid' ? why : word(`${outcome}About`);
		return { tone: 'bad', outcome: word(outcome, times), about, told, next: again };
	}

	const inSeconds = (milliseconds) => String(Math.round(milliseconds / 10) / 100);

	function pretty(text) {
		try {
			return inJson(JSON.parse(text));
		} catch {
			return text;
		}
	}

	/** What an answer to a question means for the call. */
	function meaningOf(text) {
		if (isTold) return '';
		const answer = JSON.parse(text);
		if (page.kind === 'voiceBot') return word(Object.keys(answer).length === 0 ? 'saysNothing' : 'saysData');
		if (page.kind === 'screenPop') {
			const { CLIENTNAME: name, URL: url } = answer;
			const said = [name && word('showsCaller', { name }), url && word('opensPage', { url })].filter(Boolean);
			return said.length > 0 ? said.join(' ') : word('showsNone');
		}
		switch (answer.ACTION) {
			case 'GO_TO_LAYER':
				return word('goToLayer', { layer: answer.LAYER });
			case 'SAY_DIGITS':
				return word('say', { layer: answer.NEXT_LAYER });
			case 'DIAL':
				return word('dial', { targets: answer.TARGETS.map(({ TARGET }) => TARGET).join(', ') });
			default:
				return word('layerDecides');
		}
	}

	byId('language').addEventListener('click', () => {
		language = language === 'he' ? 'en' : 'he';
		show();
	});
	byId('form').addEventListener('submit', (event) => {
		event.preventDefault();
		void send();
	});
	show();
})();
