/** One of several regions could not be read. */
export class RegionFailure extends Error {
	/** @param advice what to do besides what the failure itself advises */
	constructor(
		readonly regionId: string,
		readonly failure: unknown,
		readonly advice = '',
	) {
		super(`Could not read ${regionId}`);
		this.name = 'RegionFailure';
	}
}
