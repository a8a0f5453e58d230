/** Click2Call (voicenter-api.md §2): rings an agent, then the customer; hangs up an extension's calls. */
import { z } from 'zod/v4';

import { present } from '../vocabulary/absent';
import { toWireName } from '../vocabulary/customData';
import { wireInteger, wireText } from '../wire/values';
import {
	countryField,
	dialableNumber,
	dialableTarget,
	extensionField,
	optionalTextField,
	secondsField,
	textField,
	valueField,
	yesNoField,
} from '../request/fields';
import type { ErrorTable } from '../request/refusals';
import { serviceOperation } from '../request/serviceOperation';

const URL = 'https://api.voicenter.com/ForwardDialer/click2call.aspx';

/** A request takes this many `var_` fields at most. */
const MAX_CUSTOM_FIELDS = 10;

const errors: ErrorTable = {
	1: {
		meaning: 'Invalid request parameters',
		hint: 'By “Phone” Voicenter means the extension or phone that rings first, by “Target” whom it calls then. Check both, and any fields added by hand. If they are right, check the account code in the credential.',
	},
	2: {
		meaning: 'Application error',
		hint: 'The fault is on Voicenter’s side. Check whether the call was made before trying again.',
	},
	3: {
		meaning: 'Extension representative offline',
		hint: 'The extension that rings first is not connected. The agent must open the softphone or plug in the phone, and log in if your account asks for it.',
	},
	4: {
		meaning: 'Extension blocked for Click2Call calls',
		hint: 'Ask Voicenter, or whoever manages its back office, to allow Click2Call calls for this extension.',
	},
};

/** Who rings first (leg 1). */
const firstLeg = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('extension'), extension: extensionField }),
	z.object({ kind: z.literal('phoneNumber'), phone: textField }),
	z.object({
		kind: z.literal('loginCode'),
		loginCode: textField.refine((text) => text !== '', {
			error: 'This is empty. Give the login code from the back office.',
		}),
	}),
	z.object({ kind: z.literal('sipTrunk') }),
]);

const customFieldName = textField
	.refine((name) => /^\w+$/.test(name), {
		error: 'A custom data name may hold letters of the English alphabet, digits and _ only',
	})
	.transform(toWireName);

const placeCallInput = z
	.object({
		first: firstLeg,
		target: textField,
		country: countryField,
		record: yesNoField.optional(),
		maxCallDuration: secondsField.optional(),
		agentRingTime: secondsField.optional(),
		targetRingTime: secondsField.optional(),
		agentCallerId: optionalTextField,
		agentCallerName: optionalTextField,
		targetCallerId: optionalTextField,
		targetCallerName: optionalTextField,
		agentAutoAnswer: yesNoField.optional(),
		targetAutoAnswer: yesNoField.optional(),
		onlyIfAgentConnected: yesNoField.optional(),
		onlyIfTargetConnected: yesNoField.optional(),
		language: optionalTextField
			.transform((language) => language?.toLowerCase())
			.refine((language) => language === undefined || /^[a-z]{2}$/.test(language), {
				error: 'Give the two letters of a language, such as he, en or ru',
			}),
		ignoreDoNotCall: z.enum(['agent', 'target', 'both']).optional(),
		answerFormat: z.enum(['JSON', 'XML']).default('JSON'),
		customData: z.array(z.object({ name: customFieldName, value: valueField })).default([]),
		extraFields: z
			.array(
				z.object({
					name: textField.refine((name) => name !== '', { error: 'Every extra field needs a name' }),
					value: valueField,
				}),
			)
			.default([]),
	})
	.transform((input, context) => {
		const at =
			(...path: string[]) =>
			(message: string) =>
				context.addIssue({ code: 'custom', path, message });
		const customNames = [...input.customData, ...input.extraFields]
			.map(({ name }) => name)
			.filter((name) => name.startsWith('var_'));
		if (new Set(customNames).size < customNames.length)
			at('customData')('Two custom data fields have the same name');
		if (customNames.length > MAX_CUSTOM_FIELDS) {
			at('customData')(
				`Voicenter takes ${MAX_CUSTOM_FIELDS} custom data fields at most; there are ${customNames.length}`,
			);
		}
		if (input.extraFields.some(({ name }) => name.toLowerCase() === 'code')) {
			at('extraFields')('The account code comes from the credential and cannot be an extra field');
		}
		return {
			...input,
			first:
				input.first.kind === 'phoneNumber'
					? { ...input.first, phone: dialableTarget(input.first.phone, input.country, at('phone')) }
					: input.first,
			target: dialableTarget(input.target, input.country, at('target')),
			agentCallerId:
				input.agentCallerId && dialableNumber(input.agentCallerId, input.country, at('agentCallerId')),
			targetCallerId:
				input.targetCallerId && dialableNumber(input.targetCallerId, input.country, at('targetCallerId')),
		};
	});

const answer = z.object({ ERRORCODE: wireInteger, ERRORMESSAGE: wireText, CALLID: wireText });

const verdict = ({ ERRORCODE, ERRORMESSAGE }: z.output<typeof answer>) => ({
	code: ERRORCODE,
	text: ERRORMESSAGE ?? '',
});

type PlaceCall = z.output<typeof placeCallInput>;

function firstLegFields(first: PlaceCall['first']): Record<string, string> {
	switch (first.kind) {
		case 'extension':
			return { phone: first.extension };
		case 'phoneNumber':
			return { phone: first.phone };
		case 'loginCode':
			return { phone: 'logincode', phonelogincode: first.loginCode };
		case 'sipTrunk':
			return { phone: 'SIPTRUNK' };
	}
}

const DO_NOT_CALL = { agent: 1, target: 2, both: 3 } as const;

/** Rings the first leg, and the target once it is answered. Never repeated by itself: a call is a call. */
export const placeCall = serviceOperation({
	name: 'Click to call',
	url: URL,
	repeatable: 'ring phones again that were rung already',
	input: placeCallInput,
	body: (input, { code }) => ({
		code,
		action: 'call',
		...firstLegFields(input.first),
		target: input.target,
		format: input.answerFormat,
		record: input.record === undefined ? undefined : input.record ? 'True' : 'False',
		maxduration: input.maxCallDuration,
		phonemaxdialtime: input.agentRingTime,
		targetmaxdialtime: input.targetRingTime,
		phonecallerid: input.agentCallerId,
		phonecallername: input.agentCallerName,
		targetcallerid: input.targetCallerId,
		targetcallername: input.targetCallerName,
		phoneautoanswer: input.agentAutoAnswer,
		targetautoanswer: input.targetAutoAnswer,
		checkphonedevicestate: input.onlyIfAgentConnected,
		checktargetdevicestate: input.onlyIfTargetConnected,
		language: input.language,
		ignoredncstatus: input.ignoreDoNotCall && DO_NOT_CALL[input.ignoreDoNotCall],
		...Object.fromEntries(
			[...input.customData, ...input.extraFields].map(({ name, value }) => [name, value]),
		),
	}),
	answer,
	verdict,
	errors,
	result: ({ CALLID, ERRORMESSAGE }, { first, target }) => ({
		callId: CALLID,
		message: ERRORMESSAGE,
		phone: firstLegFields(first)['phone'],
		target,
	}),
});

/** Hangs up whatever is active on an extension. Not repeated by itself: a second one could hit the next call. */
export const hangUp = serviceOperation({
	name: 'Hang up',
	url: URL,
	repeatable: 'hang up whatever is active then, which may be another call',
	input: z.object({ extension: extensionField }),
	body: ({ extension }, { code }) => ({ code, action: 'terminate', phone: extension, format: 'JSON' }),
	answer,
	verdict,
	errors,
	result: ({ CALLID, ERRORMESSAGE }, { extension }) =>
		present({ extension, callId: CALLID, message: ERRORMESSAGE }),
});
