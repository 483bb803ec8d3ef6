package io.aemp.boot.autoconfigure;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Requests of the command line tool 'aemp', the one for Perl and the one of this library.
 *
 * @param questions Whether the node tells other nodes that ask which nodes it is
 * connected to, what ports it has and which families it knows, for 'aemp trace' and 'aemp
 * shell'. A bean of type ExecutionPolicy decides who may ask.
 * @param restart Whether the node lets 'aemp restart' end this application: it closes the
 * context, and the process exits with status 75, so that what supervises the process
 * starts it again. A bean of type ApplicationRestart does something else. Any node that
 * may ask can end the application then; a bean of type ExecutionPolicy decides who may.
 */
public record OperatorRequestsProperties(@DefaultValue("false") boolean questions,
		@DefaultValue("false") boolean restart) {

}
