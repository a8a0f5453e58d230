/** What people give for an answer, checked in words; `services/fields.ts` has what requests share with answers. */
import { codeField } from '../../request/fields';

const RIGHT =
	'Give the number of a layer, as the IVR’s settings in Voicenter’s back office show it, such as 12';

const notALayer = ({ input }: { input?: unknown }) =>
	input === '' ? RIGHT : `"${String(input)}" is not a layer. ${RIGHT}.`;

/** A layer of the IVR. The account cannot list its layers, so it is a number that a person looked up. */
export const layerField = codeField
	.refine((text) => /^\d{1,9}$/.test(text), { error: notALayer })
	.transform(Number);

/** A layer that may be left out. */
export const optionalLayerField = codeField
	.refine((text) => /^\d{0,9}$/.test(text), { error: notALayer })
	.transform((text) => (text === '' ? undefined : Number(text)));
