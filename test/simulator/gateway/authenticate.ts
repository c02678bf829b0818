import { accountIdOf, type Account } from '../accounts';
import { parseIsoSeconds } from '../state/time';
import { ApiError } from '../wire/apiError';
import type { ApiRequest } from './apiRequest';
import { CLOCK_WINDOW, type Nonces } from './nonces';
import { factsOfV1, verifyV1 } from './signatureV1';
import { factsOfV3, verifyV3 } from './signatureV3';

function checkTimestamp(timestamp: string, now: number): void {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(timestamp))
		throw new ApiError('InvalidTimeStamp.Format');
	const time = parseIsoSeconds(timestamp);
	if (time === undefined) throw new ApiError('IllegalTimestamp');
	if (Math.abs(now - time) > CLOCK_WINDOW) throw new ApiError('InvalidTimeStamp.Expired');
}

function checkToken(
	account: Account,
	token: string | undefined,
	accounts: readonly Account[],
	now: number,
): void {
	if (account.securityToken === undefined) {
		if (token) throw new ApiError('InvalidSecurityToken.MismatchWithAccessKey');
		return;
	}
	if (!token) throw new ApiError('MissingSecurityToken');
	if (token !== account.securityToken) {
		const owned = accounts.some(({ securityToken }) => securityToken === token);
		throw new ApiError(
			owned ? 'InvalidSecurityToken.MismatchWithAccessKey' : 'InvalidSecurityToken.Malformed',
		);
	}
	if (account.tokenExpires !== undefined && now >= account.tokenExpires)
		throw new ApiError('InvalidSecurityToken.Expired');
}

/** Who is calling; throws the gateway's refusal. A nonce counts as used once its signature was right. */
export function authenticate(
	request: ApiRequest,
	accounts: readonly Account[],
	nonces: Nonces,
	now: number,
): Account {
	const acs3 = request.scheme === 'ACS3-HMAC-SHA256';
	const facts = acs3 ? factsOfV3(request) : factsOfV1(request);
	checkTimestamp(facts.timestamp, now);
	const account = accounts.find(({ accessKeyId }) => accessKeyId === request.accessKeyId);
	if (!account) throw new ApiError('InvalidAccessKeyId.NotFound');
	if (account.status === 'inactive') throw new ApiError('InvalidAccessKeyId.Inactive');
	checkToken(account, facts.securityToken, accounts, now);
	if (acs3) verifyV3(request, account);
	else verifyV1(request, account);
	if (!nonces.use(accountIdOf(account), facts.nonce, now)) throw new ApiError('SignatureNonceUsed');
	return account;
}
