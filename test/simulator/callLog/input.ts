import { z } from 'zod/v4';
import { type Account, departmentById, type Extension, extensionBySip } from '../account';
import { instant, newCallId } from '../times';
import { CALL_TYPES, logDate, type LogEntry, typeNumber } from './record';

const text = z.string().optional();
const count = z.int().optional();

/** A record to add. What is left out follows from the rest, or is empty. */
export const logRecordSchema = z.strictObject({
	/** When the call began; default: now. */
	Date: instant.optional(),
	CallID: z.string().min(1).optional(),
	/** Default: Incoming Call. */
	Type: text,
	CdrType: count,
	DialStatus: z.string().default('ANSWER'),
	CallerNumber: z.string().default('0501234567'),
	TargetNumber: text,
	CallerExtension: text,
	TargetExtension: text,
	Duration: z.int().default(0),
	RingTime: z.int().default(0),
	DID: z.string().default(''),
	QueueName: z.string().default(''),
	RecordURL: z.string().default(''),
	RecordExpect: z.boolean().optional(),
	Price: z.int().default(0),
	RepresentativeName: text,
	RepresentativeCode: text,
	UserName: text,
	UserId: count,
	DepartmentName: text,
	DepartmentId: count,
	TargetPrefixName: z.string().default(''),
	DTMFData: z
		.array(z.strictObject({ LayerName: z.string(), DTMF: z.int(), LayerNumber: z.string() }))
		.default([]),
	CustomData: z.record(z.string(), z.unknown()).default({}),
	/** Looked at by the filters alone. */
	queueId: z.int().default(0),
	campaignId: z.int().default(0),
	/** Not found before; default: at once. */
	visibleAt: instant.optional(),
	/** Until then without what the call's end tells; default: complete from the first. */
	completedAt: instant.optional(),
});
export type LogRecordInput = z.input<typeof logRecordSchema>;

/** The record that is added. */
export function entryOfInput(account: Account, input: z.output<typeof logRecordSchema>): LogEntry {
	const { Date: at = new Date(), CallID, visibleAt, completedAt, queueId, campaignId, ...given } = input;
	const { Type, CdrType, CallerExtension = '', TargetExtension = '' } = given;
	const extension = extensionBySip(account, TargetExtension) ?? extensionBySip(account, CallerExtension);
	const epoch = Math.floor(at.getTime() / 1000);
	const type = Type ?? typeName(CdrType) ?? 'Incoming Call';
	return {
		record: {
			...given,
			Date: logDate(epoch),
			DateEpoch: epoch,
			CallID: CallID ?? newCallId(at),
			Type: type,
			CdrType: CdrType ?? typeNumber(type),
			TargetNumber: given.TargetNumber ?? TargetExtension,
			CallerExtension,
			TargetExtension,
			RecordExpect: given.RecordExpect ?? given.RecordURL !== '',
			...people(account, extension, given),
		},
		queueId,
		campaignId,
		visibleAt: visibleAt?.getTime() ?? 0,
		...(completedAt && { completedAt: completedAt.getTime() }),
	};
}

function typeName(number: number | undefined): string | undefined {
	return Object.entries(CALL_TYPES).find(([, one]) => one === number)?.[0];
}

function people(
	account: Account,
	extension: Extension | undefined,
	given: Partial<z.output<typeof logRecordSchema>>,
) {
	const department = departmentById(account, given.DepartmentId ?? extension?.departmentId ?? account.id);
	return {
		RepresentativeName: given.RepresentativeName ?? extension?.user.name ?? '',
		RepresentativeCode: given.RepresentativeCode ?? extension?.user.id ?? '',
		UserName: given.UserName ?? extension?.user.name ?? '',
		UserId: given.UserId ?? Number(extension?.user.id ?? 0),
		DepartmentName: given.DepartmentName ?? department.name,
		DepartmentId: given.DepartmentId ?? department.id,
	};
}
