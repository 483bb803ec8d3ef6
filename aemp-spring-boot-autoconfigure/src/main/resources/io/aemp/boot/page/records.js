// The records of the log that the page has seen.

const MOST = 2000;

export class Records {

	/** The oldest first. */
	lines = [];

	/** What a record has to contain to be shown. */
	filter = "";

	/** The least urgent level to ask for. */
	wanted = "info";

	/** The number of the last record that the node has told of. */
	last = 0;

	receive({ last, lines }) {
		const restarted = last < this.last;
		this.last = last;
		this.lines = [...restarted ? [] : this.lines, ...lines].slice(-MOST);
	}

}
