/** A record of a domain in Alibaba Cloud DNS; it belongs to no region. */
export interface DnsRecord {
	readonly accountId: string;
	readonly recordId: string;
	readonly domainName: string;
	/** The host record, e.g. `www`; `@` for the domain itself. */
	rr: string;
	type: string;
	value: string;
	ttl: number;
	line: string;
}

/** What can be given for a new record; all has a default. */
export type DnsRecordFields = Partial<DnsRecord>;
