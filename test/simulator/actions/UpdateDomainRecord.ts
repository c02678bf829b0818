import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { integer, required, text } from './parts/parameters';

/** Alibaba Cloud DNS 2015-01-09: changes a record. What is not given gets its default, not what it was. */
export const UpdateDomainRecord = defineAction({
	name: 'UpdateDomainRecord',
	product: 'Alidns',
	version: '2015-01-09',
	kind: 'write',
	parameters: {
		Lang: text(),
		Line: text(),
		RR: required(text()),
		RecordId: required(text()),
		TTL: integer({ min: 1, max: 86_400 }),
		Type: required(text()),
		Value: required(text()),
	},
	run({ world, accountId, parameters }) {
		const { RecordId, RR: rr, Type: type, Value: value } = parameters;
		const { TTL: ttl = 600, Line: line = 'default' } = parameters;
		const records = world.dnsRecords(accountId);
		const record = records.find(({ recordId }) => recordId === RecordId);
		if (!record) throw new ApiError('DomainRecordNotBelongToUser');
		const isTaken = records.some(
			(other) =>
				other.domainName === record.domainName &&
				[other.rr, other.type, other.value, other.line].join() === [rr, type, value, line].join() &&
				(other !== record || other.ttl === ttl),
		);
		if (isTaken) throw new ApiError('DomainRecordDuplicate');
		Object.assign(record, { rr, type, value, ttl, line });
		return { RecordId };
	},
});
