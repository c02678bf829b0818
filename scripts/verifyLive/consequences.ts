/**
 * What changes in the package where a check comes out different, by the ID of the check; the first
 * pattern that fits counts. Answers that nothing waits for need no check.
 */
const CONSEQUENCES: Array<[RegExp, string]> = [
	[/^accepted-.*-sha1$/, 'HMAC-SHA1 is marked as a method for private clouds only'],
	[/^accepted-/, 'requests are signed or sent in another way'],
	[/^default-format-/, 'nothing is sent otherwise: JSON is asked for; the simulator answers alike'],
	[/^plus-in-query-/, 'the signing of requests of the HTTP Request node with a + in their URL'],
	[/^wrong-secret-/, 'what is taken out of messages that echo the signed text'],
	[/^unknown-key$/, 'the error table: the code for a wrong AccessKey ID'],
	[/^unknown-action$/, 'the error table: the code for a wrong endpoint'],
	[/^rate-headers$/, 'the rate limiter keeps to what the headers name, before it is refused'],
	[/^used-nonce$/, 'the error table: what is signed newly and sent again'],
	[/^(unknown-elastic-ip|list-unknown-id)$/, 'how the absence of an Elastic IP is recognised'],
	[/^dry-run$/, 'how a Dry Run that passed is recognised'],
	[/^page-size-/, 'the page sizes that lists are read with'],
	[/^list-order$/, 'nothing in the lists; the order that the simulator uses by default'],
	[/^(total-count|page-behind-the-end)$/, 'how lists are known to be complete'],
	[/^ids-with-commas$/, 'how many Elastic IPs are read with one call'],
	[/^wrong-region-endpoint$/, 'the hint that an empty list may come from a wrong region'],
	[/^region-endpoint$/, 'the endpoints of regions'],
	[/^filter-name$/, 'whether the name is compared again after the list was read'],
	[/^filter-tag/, 'the description of the filter by tags, and whether tags are compared again'],
	[
		/^filter-/,
		'the description of the filter, and whether it is applied again after the list was read',
	],
	[/^fields-/, 'the names and types that replies are read by, and the simulator'],
	[/^(tags|tag-keys)-by-token$/, 'how the lists of tag keys and values in the forms are read'],
	[/^resource-groups-/, 'how the list of resource groups in the forms is read and searched'],
	[/^(values-|lock-reasons$)/, 'the values that the nodes offer and decide by'],
	[
		/^description-key$/,
		'nothing: both spellings are read; the simulator uses the one that is seen',
	],
	[/^bandwidth-in-package$/, 'which figure is shown as the bandwidth in force'],
	[/^monitor-unit-/, 'the unit of the bandwidth figures, and so of the trigger on bandwidth use'],
	[/^monitor-/, 'the spans that monitoring data are asked for in, or the units that are shown'],
	[/^write-allocate$/, 'the parameters of a purchase'],
	[/^write-token-/, 'whether a purchase may be repeated with its ClientToken'],
	[/^write-(visible|marked|rename|empty-name)$/, 'how long a read that lags behind is allowed for'],
	[/^write-release/, 'how the end of a release is recognised'],
	[/^write-unprotect-again$/, 'whether switching off what is off is a success by its code'],
	[/^write-unassociate-free$/, 'whether unbinding what is not associated is a success by its code'],
];

/** What the answer of a check would change; undefined for a check that nobody has said it of. */
export function consequenceOf(id: string): string | undefined {
	return CONSEQUENCES.find(([pattern]) => pattern.test(id))?.[1];
}

/** What no document settles and no check asks, and why. */
export const NOT_ASKED: Array<[question: string, why: string]> = [
	[
		'The rate limits of actions, where no document names one',
		'only requests sent until they are refused would show them, and all users of the account share the limit; the rate limiter learns them from refusals',
	],
	[
		'How long lists of thousands of Elastic IPs take',
		'it needs an account that has them; the checks read 500 at most',
	],
	[
		'How large an OrderId is',
		'only a subscription is answered with one, and it cannot be given back; numbers beyond 2^53 are read as text',
	],
];
