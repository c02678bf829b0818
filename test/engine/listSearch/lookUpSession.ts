import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { readAccessKey } from '../../../credentials/signature/accessKey';
import { sendWithCredential } from '../../../nodes/AlibabaCloudEip/api/client/sendWithCredential';
import { type Session, createSession } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { listContext } from './listContext';

/** A session as the lists in the editor have it. */
export function lookUpSession(credential: IDataObject, regionId: string): Session {
	return createSession({
		accessKey: readAccessKey(credential as ICredentialDataDecryptedObject),
		regionId,
		send: sendWithCredential(listContext({}, credential)),
		timeLimit: 60_000,
	});
}
