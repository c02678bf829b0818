/** A clock that only moves when told to; begins now, so that time stamps of the real clock are accepted. */
export class TestClock {
	time = Date.now();

	/** For the option `now`. */
	readonly now = (): number => this.time;

	/** Lets `ms` pass. */
	advance(ms: number): void {
		this.time += ms;
	}
}
