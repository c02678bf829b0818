import { CHECK_REGION } from './ErrorTableEntry';

/**
 * What the lists of a region do not have. Found by this package and not refused by Alibaba Cloud, so
 * it has neither a code nor a RequestId of its own.
 */
export class NotFound extends Error {
	readonly advice: string;

	/** @param resource in words, such as `Elastic IP` or `bandwidth package` */
	constructor(
		readonly resource: string,
		readonly id: string,
		readonly regionId: string,
	) {
		super(`The ${resource} was not found`);
		this.name = 'NotFound';
		this.advice = `The region ${regionId} has no ${resource} '${id}'. It may have been released or deleted. ${CHECK_REGION}`;
	}
}
