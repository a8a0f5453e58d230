import { z } from 'zod/v4';

const text = z.object({ body: z.string().min(1), preview_url: z.boolean().optional() });
const template = z.object({
	name: z.string().min(1),
	language: z.object({ code: z.string().min(1) }),
	components: z.array(z.object({ type: z.string() }).loose()).optional(),
});
const media = z
	.object({ id: z.string().optional(), link: z.string().optional() })
	.loose()
	.refine(({ id, link }) => id !== undefined || link !== undefined, 'id or link is required');

const envelope = {
	messaging_product: z.literal('whatsapp'),
	recipient_type: z.string().optional(),
	to: z.string().min(1),
};

/** What WhatsApp Cloud API takes at `/{phone-number-id}/messages`, for the message types that n8n's node sends. */
export const messageSchema = z.discriminatedUnion('type', [
	z.object({ ...envelope, type: z.literal('text'), text }),
	z.object({ ...envelope, type: z.literal('template'), template }),
	z.object({ ...envelope, type: z.literal('image'), image: media }),
	z.object({ ...envelope, type: z.literal('document'), document: media }),
	z.object({ ...envelope, type: z.literal('audio'), audio: media }),
	z.object({ ...envelope, type: z.literal('video'), video: media }),
	z.object({
		...envelope,
		type: z.literal('location'),
		location: z.object({ longitude: z.coerce.number(), latitude: z.coerce.number() }).loose(),
	}),
	z.object({ ...envelope, type: z.literal('contacts'), contacts: z.array(z.object({}).loose()).min(1) }),
]);

/** A message that the stand-in took. */
export interface WhatsAppMessage {
	readonly id: string;
	readonly at: Date;
	/** The sender: the phone number's id in the path. */
	readonly phoneNumberId: string;
	readonly accessToken: string;
	/** As sent, before it is reduced to digits. */
	readonly to: string;
	readonly type: z.output<typeof messageSchema>['type'];
	/** A text message's text. */
	readonly text?: string;
	/** A template's name and language. */
	readonly template?: { readonly name: string; readonly language: string };
	/** The whole request body. */
	readonly body: z.output<typeof messageSchema>;
}
