import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { integer, required, text } from './parts/parameters';

/** Whether a value contains a keyword, in any case. */
function contains(value: string, keyword: string | undefined): boolean {
	return value.toLowerCase().includes((keyword ?? '').toLowerCase());
}

/** Alibaba Cloud DNS 2015-01-09: the records of a domain. */
export const DescribeDomainRecords = defineAction({
	name: 'DescribeDomainRecords',
	product: 'Alidns',
	version: '2015-01-09',
	kind: 'read',
	parameters: {
		DomainName: required(text()),
		Lang: text(),
		PageNumber: integer({ min: 1 }),
		PageSize: integer({ min: 1, max: 500 }),
		RRKeyWord: text(),
		TypeKeyWord: text(),
		ValueKeyWord: text(),
	},
	run({ world, accountId, parameters: wanted }) {
		const { PageNumber = 1, PageSize = 20 } = wanted;
		const all = world
			.dnsRecords(accountId)
			.filter(({ domainName }) => domainName === wanted.DomainName);
		if (all.length === 0) throw new ApiError('InvalidDomainName.NoExist');
		const found = all.filter(
			({ rr, type, value }) =>
				contains(rr, wanted.RRKeyWord) &&
				contains(type, wanted.TypeKeyWord) &&
				contains(value, wanted.ValueKeyWord),
		);
		return {
			TotalCount: found.length,
			PageNumber,
			PageSize,
			DomainRecords: {
				Record: found
					.slice((PageNumber - 1) * PageSize, PageNumber * PageSize)
					.map(({ domainName, recordId, rr, type, value, ttl, line }) => ({
						DomainName: domainName,
						RecordId: recordId,
						RR: rr,
						Type: type,
						Value: value,
						TTL: ttl,
						Line: line,
						Status: 'ENABLE',
						Locked: false,
					})),
			},
		};
	},
});
