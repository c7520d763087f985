CREATE TABLE blobs (
      hash TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      body BLOB
    );
CREATE TABLE entries (
      parent TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT,
      target TEXT,
      size_bytes INTEGER NOT NULL,
      mode INTEGER NOT NULL,
      modified_at_ms INTEGER NOT NULL,
      PRIMARY KEY (parent, name)
    ) WITHOUT ROWID;
CREATE TABLE event_parts (
        seq INTEGER NOT NULL,
        part INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (seq, part)
      ) WITHOUT ROWID;
CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        at INTEGER NOT NULL,
        body TEXT NOT NULL,
        actor TEXT
      );
INSERT INTO "events" VALUES (1, 'sevt_01a1f9df0968716cb7fc1118bf50ee95', 'session.created', 1795193506152, '{"seq":1,"id":"sevt_01a1f9df0968716cb7fc1118bf50ee95","created_at":"2026-11-20T16:51:46.152Z","type":"session.created","session_id":"sesn_01a1f9df08cc73b4a2ec66f0e3193d37","user_id":"admin","config":{"name":"ended","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (2, 'sevt_01a1f9df0ab6725b9723c559560c79ff', 'user.message', 1795193506486, '{"seq":2,"id":"sevt_01a1f9df0ab6725b9723c559560c79ff","created_at":"2026-11-20T16:51:46.486Z","type":"user.message","message_id":"msg_01a1f9df0ab6725b9723bbe8fa2b865b","content":[{"type":"text","text":"[{\"text\":\"Goodbye.\"}]"}],"on_busy":"queue","message_index":0,"parent_message_id":null}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (3, 'sevt_01a1f9df0ab6725b9723cb118127aec1', 'session.status_running', 1795193506486, '{"seq":3,"id":"sevt_01a1f9df0ab6725b9723cb118127aec1","created_at":"2026-11-20T16:51:46.486Z","type":"session.status_running","turn":1,"inputs":[2]}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (4, 'sevt_01a1f9df0b0c72b3828d03aec922c1ce', 'span.model_request_start', 1795193506572, '{"seq":4,"id":"sevt_01a1f9df0b0c72b3828d03aec922c1ce","created_at":"2026-11-20T16:51:46.572Z","type":"span.model_request_start","model":"offline-script","step":1,"attempt":1,"purpose":"turn","cache_drift":null}', NULL);
INSERT INTO "events" VALUES (5, 'sevt_01a1f9df0b3f7049b6a37ef4888a9c34', 'agent.message', 1795193506627, '{"seq":5,"id":"sevt_01a1f9df0b3f7049b6a37ef4888a9c34","created_at":"2026-11-20T16:51:46.627Z","type":"agent.message","message_id":"msg_01a1f9df0b0c72b3828d079bd4d7df04","content":[{"type":"text","text":"Goodbye.","citations":null}],"is_partial":false,"message_index":1,"parent_message_id":"msg_01a1f9df0ab6725b9723bbe8fa2b865b"}', NULL);
INSERT INTO "events" VALUES (6, 'sevt_01a1f9df0b4371f48343a5338967a4aa', 'span.model_request_end', 1795193506627, '{"seq":6,"id":"sevt_01a1f9df0b4371f48343a5338967a4aa","created_at":"2026-11-20T16:51:46.627Z","type":"span.model_request_end","model_request_start_id":"sevt_01a1f9df0b0c72b3828d03aec922c1ce","time_to_first_token_ms":53,"duration_ms":55,"message_id":"msg_01a1f9df0b0c72b3828d079bd4d7df04","is_error":false,"model":"offline-script","model_usage":{"input_tokens":0,"output_tokens":2,"cache_creation_input_tokens":722,"cache_read_input_tokens":0},"cost_usd":0,"stop_reason":"end_turn","stop_details":null}', NULL);
INSERT INTO "events" VALUES (7, 'sevt_01a1f9df0b447793b210f98f7b75795d', 'session.status_idle', 1795193506628, '{"seq":7,"id":"sevt_01a1f9df0b447793b210f98f7b75795d","created_at":"2026-11-20T16:51:46.628Z","type":"session.status_idle","turn":1,"stop_reason":{"type":"end_turn"},"stop_details":null}', NULL);
INSERT INTO "events" VALUES (8, 'sevt_01a1f9df0c64773a9cf55e3ad5abdbb9', 'session.updated', 1795193506916, '{"seq":8,"id":"sevt_01a1f9df0c64773a9cf55e3ad5abdbb9","created_at":"2026-11-20T16:51:46.916Z","type":"session.updated","changes":{"name":"renamed"}}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
INSERT INTO "events" VALUES (9, 'sevt_01a1f9df0d02718b86a3fc62bdec9e8b', 'session.status_terminated', 1795193507074, '{"seq":9,"id":"sevt_01a1f9df0d02718b86a3fc62bdec9e8b","created_at":"2026-11-20T16:51:47.074Z","type":"session.status_terminated","reason":"requested"}', '{"user_id":"admin","key_id":null,"ip":"127.0.0.1","user_agent":"node"}');
CREATE TABLE idempotency (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        response TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES ('admin/dab143d7-f0dc-448f-927d-7e8b56f115a4', '3feb034d07b5560bdebe471a633ba947c1ccaeaa778fd6ba3f0d16ad0e21e4cd', '{"id":"sesn_01a1f9df08cc73b4a2ec66f0e3193d37","status":"processing","parent_session_id":null,"is_fork":false,"message_id":"msg_01a1f9df0ab6725b9723bbe8fa2b865b","seq":2,"receipt":"started"}', 1795279906487);
CREATE TABLE memory (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('config', '{"name":"renamed","description":null,"mode":"interactive","model":"offline-script","working_directory":"/workspace","tools":["Read","Write","Bash"],"custom_tools":[],"allowed_tools":["Read","Write","Bash"],"disallowed_tools":[],"ask_tools":[],"system_prompt":null,"sdk_options":{},"include_partial_messages":false,"max_retries":3,"retry_delay":2,"timeout_seconds":120,"hooks_enabled":["audit","metrics","persistence","notification"],"permission_mode":"default","custom_policies":[],"budget":null,"template_id":null,"metadata":{"team":"blue"}}');
INSERT INTO "meta" VALUES ('fingerprint', '{"model":"offline-script","tools":["8e16c409d8f2","8b350d572ad5","28fb2334f1b1"],"system":["036cb01416f5"],"messages":[["ud9b686028ec5"]]}');
INSERT INTO "meta" VALUES ('owner', 'req_01a1f9df0968716cb7fc0c7c5999488a');
INSERT INTO "meta" VALUES ('publication', '{"seq":9,"audit":{"count":4,"hash":"0870191569235acfa1dc924578e71fda29023eea5b02b472b67314193275502a"},"tally":{"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"last_message_id":"msg_01a1f9df0b0c72b3828d079bd4d7df04","active_ms":142,"running_since":null,"timed_call_count":0,"tool_ms":0},"counts":{"messages":2,"tool_calls":0,"settled_tool_calls":0,"permission_decisions":0,"hook_executions":0,"model_calls":1,"metrics":2},"hooks_enabled":["audit","metrics","persistence","notification"],"left_out":{"message_id":null,"call_ids":[]},"snapshot_due_ms":null,"operator":[{"on":["audit","metrics","persistence","notification"],"snapshot_interval_ms":60000,"from_seq":1}],"reached_seq":9,"at_ms":1795193507174}');
INSERT INTO "meta" VALUES ('schema_version', 2);
INSERT INTO "meta" VALUES ('state', '{"version":4,"id":"sesn_01a1f9df08cc73b4a2ec66f0e3193d37","user_id":"admin","status":"terminated","last_stop_reason":"end_turn","error_message":null,"counters":{"message_count":2,"tool_call_count":0,"hook_execution_count":0,"permission_check_count":0,"error_count":0,"retry_count":0,"total_cost_usd":0,"total_input_tokens":0,"total_output_tokens":2,"total_cache_creation_tokens":722,"total_cache_read_tokens":0},"created_at":"2026-11-20T16:51:46.152Z","updated_at":"2026-11-20T16:51:47.074Z","started_at":"2026-11-20T16:51:46.486Z","completed_at":"2026-11-20T16:51:47.074Z","last_seq":9,"last_message":{"message_id":"msg_01a1f9df0b0c72b3828d079bd4d7df04","message_index":1,"parent_message_id":"msg_01a1f9df0ab6725b9723bbe8fa2b865b"},"turn_count":1,"turn":null,"inputs":[],"context":{"from_seq":0,"tokens":724,"compacted_tokens":0},"compaction":null,"active_ms":142,"due":{"session_start":null,"prompts":[],"results":[],"notice":null,"session_end":"terminated","is_stop_checked":false,"stop_blocks":0,"is_compaction_checked":false,"stopped":null},"recent_calls":[]}');
CREATE TABLE tickets (
        hash TEXT PRIMARY KEY,
        caller TEXT NOT NULL,
        expires_at INTEGER NOT NULL
      ) WITHOUT ROWID;
