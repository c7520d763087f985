// A limit on everything, in one file: what Ledge refuses, cuts or pages, with units in the names.

/** A stored value, in bytes. The platform allows 2 MB a row in production and does not enforce it locally. */
export const STORED_VALUE_BYTES_MAX = 1_500_000;
/** What is deflated at once, measured as up to 0.15 s of an object's time; what is larger stays as it is. */
export const DEFLATED_BYTES_MAX = 8_000_000;

// Events: a large one stands in parts beside its row, each within the limit of a stored value.
/** An event, in bytes of its JSON: a message with an image of 5 MB is one. */
export const EVENT_BYTES_MAX = 8_000_000;
/** Characters of an event that its row holds; what is longer stands in parts. */
export const EVENT_ROW_CHARS_MAX = 256 * 1024;
/** Characters of one part, each of at most three bytes. */
export const EVENT_PART_CHARS_MAX = 333_000;
/** The same of an event that is deflated. */
export const EVENT_ROW_BYTES_MAX = 256 * 1024;
export const EVENT_PART_BYTES_MAX = 999_000;

/** What a call between Worker and object returns as one value; the platform's limit is 32 MiB. */
export const RPC_BYTES_MAX = 16 * 1024 * 1024;

// Requests
export const JSON_BODY_BYTES_MAX = 1_000_000;
/** The body of a request that may hold messages. */
export const MESSAGE_BODY_BYTES_MAX = 8_000_000;
export const FILE_BODY_BYTES_MAX = 32 * 1024 * 1024;
export const PAGE_LIMIT_DEFAULT = 20;
export const PAGE_LIMIT_MAX = 1000;
export const EVENTS_PER_REQUEST_MAX = 50;
export const WAIT_SECONDS_MAX = 300;
export const IDEMPOTENCY_KEY_CHARS_MAX = 255;
export const IDEMPOTENCY_TTL_MS = 24 * 3600 * 1000;
export const STREAM_TICKET_TTL_MS = 60 * 1000;

// Sessions
export const NAME_CHARS_MAX = 255;
export const TEXT_CHARS_MAX = 500_000;
export const METADATA_PAIRS_MAX = 64;
export const CUSTOM_TOOLS_MAX = 128;
export const QUEUED_INPUTS_MAX = 100;
/** A queue message holds 128 KB, and a session's settings are part of one. */
export const SESSION_CONFIG_BYTES_MAX = 100_000;

// Turns
export const RECOVERY_ATTEMPTS_MAX = 10;
/** From the third attempt without a step forward on, the wait before it doubles, up to this. */
export const RECOVERY_DELAY_MS_MAX = 60_000;
/** A session that stands in line for a place among its user's running ones asks again after so long. */
export const LINE_RETRY_MS = 30_000;
/** Times that a context is made smaller before its turn is given up. */
export const COMPACTION_LEVELS = 3;
/** A tool result in a conversation that is summarised as text keeps so many characters. */
export const SUMMARIZED_RESULT_CHARS_MAX = 500;
export const ALIVE_ALARM_MS = 5_000;
/** How often a session that this version cannot open looks whether the next one can. */
export const UNOPENED_ALARM_MS = 60_000;
export const MODEL_OUTPUT_TOKENS_DEFAULT = 16_000;

// Streams
/** Below the shortest idle time after which proxies cut, 15 s, with room for a late one. */
export const STREAM_HEARTBEAT_MS = 10_000;
export const STREAM_PAGE_EVENTS = 500;
/** What a page ends after, of a stream or of a list, whatever its limit; one entry is always given. */
export const STREAM_PAGE_BYTES = 1_000_000;

// Workspace
export const WORKSPACE_ENTRIES_MAX = 20_000;
export const WORKSPACE_BYTES_MAX = 512 * 1024 * 1024;
export const FILE_BYTES_MAX = 32 * 1024 * 1024;
export const PATH_CHARS_MAX = 1024;
export const IMPORT_ENTRIES_MAX = 10_000;
export const IMPORT_BYTES_MAX = 64 * 1024 * 1024;

// Tools
/** A call that changed more files than this records their number instead of their names. */
export const FILE_EVENTS_PER_CALL_MAX = 100;
export const TOOL_OUTPUT_CHARS_MAX = 30_000;
export const TOOL_TIMEOUT_MS_DEFAULT = 120_000;

// Offline model: the request size is the real API's, the others keep a prompt from asking for the absurd.
export const OFFLINE_BODY_BYTES_MAX = 32 * 1024 * 1024;
export const OFFLINE_CHUNKS_MAX = 100_000;
export const OFFLINE_CHUNK_WORDS_MAX = 1_000;
export const OFFLINE_DELAY_MS_MAX = 60_000;
export const OFFLINE_SCRIPT_STEPS_MAX = 1_000;
export const OFFLINE_STALL_MS_MAX = 3_600_000;

// API and directory
/** Sessions that one look into the inbox asks: each is a call of its own, and a request has few. */
export const INBOX_SESSIONS_MAX = 40;
export const JSON_DEPTH_MAX = 64;
/** What is still read, and thrown away, of a body that has turned out too large. */
export const DISCARDED_BYTES_MAX = 32 * 1024 * 1024;
export const ISSUES_SHOWN_MAX = 20;
export const USER_AGENT_CHARS_MAX = 256;
export const PAGE_NUMBER_MAX = 100_000;
/** Session resources in one page of the directory, in characters of JSON; at least one is shown. */
export const SESSION_PAGE_CHARS_MAX = 8_000_000;
/** Buckets of the rate limit that one isolate remembers. */
export const RATE_BUCKETS_MAX = 10_000;
/** A request that holds an Idempotency-Key for longer has died; the next one finishes its work. */
export const IDEMPOTENCY_LEASE_MS = 60_000;
export const IDEMPOTENCY_SWEEP_ROWS_MAX = 100;
export const JWT_CLOCK_TOLERANCE_SECONDS = 30;

// Workspace stages: what one call may change before it is durable, held in memory until then.
export const STAGED_BYTES_MAX = 64 * 1024 * 1024;
export const SYMLINKS_FOLLOWED_MAX = 40;
/** Operations on files, or blocks of 4 KB, after which a long run of them lets other requests in. */
export const FILE_OPERATIONS_PER_PAUSE = 256;
/** The same by the clock, where it runs during a computation. */
export const FILE_PAUSE_AFTER_MS = 50;

// Shell: one command line. Steps are counted, since nothing can stop a loop from outside.
export const SHELL_COMMANDS_MAX = 10_000;
export const SHELL_STEPS_MAX = 800_000;
/** Bytes of files read or written that weigh as much as one step. */
export const SHELL_BYTES_PER_STEP = 256;
/** How long a command line may keep the object to itself, where the clock runs during a computation. */
export const SHELL_BUSY_MS_MAX = 1_000;
export const SHELL_STRING_BYTES_MAX = 16 * 1024 * 1024;
export const SHELL_MEMORY_BYTES_MAX = 64 * 1024 * 1024;
export const SHELL_SOURCE_BYTES_MAX = 1024 * 1024;

// Tools' inputs and answers
export const TOOL_TIMEOUT_MS_MAX = 600_000;
export const READ_LINES_DEFAULT = 2_000;
export const LINE_CHARS_MAX = 2_000;
export const EDIT_SNIPPET_CONTEXT_LINES = 4;
export const GLOB_RESULTS_MAX = 100;
export const GREP_RESULTS_DEFAULT = 250;
export const GREP_LINE_CHARS_MAX = 500;
export const PATTERN_CHARS_MAX = 1_000;
export const TODOS_MAX = 200;

// Accounts: who of a user's sessions runs, and what they spend
/** A session that runs a turn asks again within this time, or its place is free. */
export const PLACE_LEASE_MS = 60_000;
/** One that stands in line asks again within this time, or it is no longer expected. */
export const WAITING_LEASE_MS = 5 * 60_000;
/** How long a place is kept for the one that was called to it. */
export const CALLED_LEASE_MS = 10_000;
/** A session not heard of for longer is forgotten, with what it had spent. */
export const SPENDING_MONTHS_KEPT = 13;

// Streams: how far ahead of its reader a connection may run. A WebSocket queues without a bound and
// says nothing, so what is on its way is counted: a frame weighs its text and what workerd keeps beside.
export const STREAM_BUFFER_BYTES = 256 * 1024;
/** What a proxy on the way may hold back: the first heartbeat after other frames is so long. */
export const STREAM_PADDING_BYTES = 4096;
/** Measured: a queued WebSocket message of 170 bytes takes about 1.2 KB. */
export const SOCKET_FRAME_OVERHEAD_BYTES = 1024;
/**
 * What may be on its way and not confirmed: then events wait for a client that confirms; one that does
 * not is disconnected, since nobody knows what it took. Twenty dead readers cost 80 MB.
 */
export const SOCKET_AHEAD_BYTES_MAX = 4 * 1024 * 1024;
/** So often a client that confirms is sent a mark to send back. */
export const SOCKET_MARK_BYTES = 256 * 1024;
/** A reader that took nothing for so many heartbeats is disconnected; it comes back by its cursor. */
export const STREAM_STALLED_HEARTBEATS_MAX = 4;

// Permissions
/** Patterns run in time that grows with their length times that of the command line. */
export const RULE_CHARS_MAX = 500;
export const RULES_MAX = 256;
/** Rules of all the sessions in one isolate that are kept as they were read. */
export const READ_RULES_MAX = 1_000;
/** A longer command line is not parsed for rules: no allow rule holds for it. */
export const RULE_COMMAND_CHARS_MAX = 50_000;
/**
 * Entries of each list that a user sets for all their sessions. Every call is held against them beside
 * its session's rules: measured, 256 patterns over a command line that names 1,900 files take seconds.
 */
export const USER_POLICY_ENTRIES_MAX = 100;
/** Command lines inside of command lines (`bash -c`, `eval`) that rules look into. */
export const RULE_NESTING_MAX = 8;
/** Commands of one line, and wrappers around one command, that rules look at one by one. */
export const RULE_COMMANDS_MAX = 1_000;
export const RULE_WRAPPERS_MAX = 16;
/** Files named by one line: where there are more, every rule that denies a path holds. */
export const RULE_PATHS_MAX = 2_000;

// Hooks
export const HOOK_TIMEOUT_SECONDS_MAX = 60;
export const HOOK_URL_CHARS_MAX = 2_000;
/** What a hook is sent; a larger input has its long texts cut. */
export const HOOK_INPUT_BYTES_MAX = 1_000_000;
/** What a hook may answer; more is no answer. */
export const HOOK_ANSWER_BYTES_MAX = 256 * 1024;
/** Characters of context that the hooks of one point may add to a conversation. */
export const HOOK_CONTEXT_CHARS_MAX = 10_000;
/** Hooks of one user, those of single sessions included. */
export const HOOKS_MAX = 100;
/** Times in one turn that Stop hooks may send the model back to work. */
export const STOP_BLOCKS_MAX = 8;

// The relational plane: what a session tells it, and how much of it at once.
export const PREVIEW_CHARS_MAX = 200;
/** A preview of a tool's input, as JSON. */
export const PREVIEW_JSON_CHARS_MAX = 4_000;
/** Bytes of one queue message as JSON; the platform takes 128 KB. */
export const PUBLISHED_BYTES_MAX = 120_000;
/** Events that become rows in one step; what a crash cuts off is at most one step's work. */
export const PUBLISHED_EVENTS_MAX = 500;
/** Characters of one parameter of a D1 statement, which carries many rows as JSON; it may have 2 MB. */
export const ROWS_CHARS_MAX = 600_000;
/** What was published so recently may still be on its way to D1. */
export const PLANE_LAG_MS = 60_000;
/** Sessions that one run of the check compares with their objects. */
export const CHECKED_SESSIONS_MAX = 20;
/** Sessions of one user that are held against the directory when it is asked how far it is behind. */
export const HEARD_SESSIONS_MAX = 1000;
/** Days that one question for usage or metrics may span. */
export const PERIOD_DAYS_MAX = 400;
/** Models or sessions that an answer on usage names, those of most tokens first. */
export const USAGE_GROUPS_MAX = 1000;
/** Rows of the audit trail that are read from D1 at once, to be verified or exported. */
export const AUDIT_PAGE_ROWS = 500;
/** Characters of one log line's text about a failure. */
export const LOGGED_ERROR_CHARS_MAX = 2_000;

// Traces
/** Events of one span, OpenTelemetry's own default; more are counted and not sent. */
export const SPAN_EVENTS_MAX = 128;
/** What a collector may answer; of more nothing is looked at. */
export const COLLECTOR_ANSWER_BYTES_MAX = 64 * 1024;
/** The longest that the platform holds a message back. */
export const QUEUE_DELAY_SECONDS_MAX = 43_200;

// Branches
/** Stretches of an active path: a session that was rewound more often is forked to go on. */
export const PATH_RANGES_MAX = 1000;
/** Entries of each list that tells what a rewind changes; more are only counted. */
export const REWIND_SHOWN_MAX = 100;
/** Files of a comparison that are shown, and the text of each that is compared line by line. */
export const DIFFED_FILES_MAX = 1000;
/** Bytes of all the files of a comparison whose texts are compared, the first of them. */
export const DIFFED_BYTES_MAX = 8 * 1024 * 1024;
export const DIFFED_FILE_BYTES_MAX = 512 * 1024;
/**
 * Lines taken away and added after which two texts count as altogether different. Finding them takes time that
 * grows with their square: measured, up to 0.3 s for so many, and 2 s for 5,000.
 */
export const DIFF_EDITS_MAX = 2_000;
/** A member's name, in characters: a path of the workspace with the folder that it is in. */
export const ARCHIVE_PATH_CHARS_MAX = PATH_CHARS_MAX + 256;
/** Members of one archive, and the characters of all their names, which are kept to find doubles. */
export const ARCHIVE_ENTRIES_MAX = 100_000;
export const ARCHIVE_NAMES_CHARS_MAX = 16 * 1024 * 1024;
/** Unpacked, whoever made it: what a session's database holds at most. */
export const ARCHIVE_UNPACKED_BYTES_MAX = 10 * 1024 * 1024 * 1024;
/** `manifest.json`, and the directory of a zip: they are read whole. */
export const ARCHIVE_INDEX_BYTES_MAX = 32 * 1024 * 1024;
/** How many times its size an uploaded archive may unpack to, once it is over what it may always. */
export const ARCHIVE_RATIO_MAX = 100;
export const ARCHIVE_RATIO_FREE_BYTES = 16 * 1024 * 1024;
/** A zip is read by ranges of so much, since each is a request to the store. */
export const ARCHIVE_READ_BYTES = 4 * 1024 * 1024;
/** Times that a request to an S3 store is sent again after a 5xx or 429, with the wait doubling. */
export const S3_RETRIES = 4;
export const S3_RETRY_MS_FIRST = 200;
/** Sessions that a lineage shows. */
export const LINEAGE_SESSIONS_MAX = 1000;
/** Bytes of rows that are copied to a fork at once, and one row more. */
export const COPIED_BYTES = 4_000_000;
/** After so long the alarm looks at a copy: one that nobody makes any more is erased. */
export const COPY_ABANDONED_MS = 10 * 60_000;

// Retention
export const DAY_MS = 24 * 3600 * 1000;
/** Sessions that one run of the retention job works on. */
export const RETAINED_SESSIONS_MAX = 20;
/** One that is due and could not be taken away is looked at again after so long. */
export const RETAINED_AGAIN_MS = 3_600_000;
/** Tool calls whose previews one run blanks. */
export const PREVIEWS_BLANKED_MAX = 1000;

// Archives
/** R2 wants the parts of an upload equal, all but the last. */
export const ARCHIVE_PART_BYTES = 8 * 1024 * 1024;
/** The wait before a failed archive is tried again doubles, from the first to the last. */
export const ARCHIVE_RETRY_MS_FIRST = 10_000;
export const ARCHIVE_RETRY_MS_MAX = 3_600_000;
/** Files of a manifest that an archive's resource shows; the archive has all of them. */
export const MANIFEST_FILES_SHOWN_MAX = 1000;
/** An archive that is uploaded, in bytes; what it may unpack to has limits of its own. */
export const UPLOADED_ARCHIVE_BYTES_MAX = 1024 * 1024 * 1024;
/** An archived session that was unpacked to be read is packed away again after so long. */
export const UNPACKED_MS = 10 * 60_000;
