import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';

/** Takes mails by SMTP and keeps them, as far as n8n's Send Email node needs it. */
export class MailServer {
	/** As they came: headers and body. */
	readonly mails: string[] = [];

	private constructor(private readonly server: Server) {}

	static async start(): Promise<MailServer> {
		const server = createServer();
		const mailServer = new MailServer(server);
		server.on('connection', (socket) => mailServer.serve(socket));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return mailServer;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** The address behind a button of the newest mail. */
	linkOf(label: string): string {
		const html = decodeQuotedPrintable(this.mails.at(-1) ?? '');
		const links = html.matchAll(/<a\s[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g);
		const found = [...links].find(([, , text]) => text.trim() === label);
		if (!found) throw new Error(`There is no button '${label}' in the mail:\n${html}`);
		return found[1].replaceAll('&amp;', '&');
	}

	stop(): void {
		this.server.close();
	}

	private serve(socket: Socket): void {
		let input = '';
		let isInMail = false;
		socket.setEncoding('utf8');
		socket.on('error', () => socket.destroy());
		socket.on('data', (chunk: string) => {
			input += chunk;
			for (;;) {
				const mark = isInMail ? '\r\n.\r\n' : '\r\n';
				const end = input.indexOf(mark);
				if (end < 0) return;
				const part = input.slice(0, end);
				input = input.slice(end + mark.length);
				if (isInMail) this.mails.push(part);
				socket.write(isInMail ? '250 OK\r\n' : replyTo(part));
				isInMail = !isInMail && /^DATA$/i.test(part);
			}
		});
		socket.write('220 mail\r\n');
	}
}

function replyTo(command: string): string {
	if (/^DATA$/i.test(command)) return '354 Go ahead\r\n';
	if (/^QUIT$/i.test(command)) return '221 Bye\r\n';
	return '250 OK\r\n';
}

function decodeQuotedPrintable(text: string): string {
	return text
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
