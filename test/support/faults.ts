// What may happen to a session's object at any of its steps outwards: each call of R2 and each transaction. At
// one of them the object dies, or the bucket fails; both are the platform's own failures, played on it.
import { runInDurableObject } from "cloudflare:test";
import type { Session } from "../../src/session/session.ts";
import type { TestSession } from "./session.ts";

export interface Fault {
  /** Which step, from 0. */
  readonly at: number;
  /** Before it has any effect, or right after. */
  readonly when: "before" | "after";
}

/** What was done until now, and whether the fault has come. */
export interface Steps {
  readonly names: string[];
  happened: boolean;
  mend(): void;
}

const CALLS = ["put", "get", "head", "delete", "list", "createMultipartUpload"] as const;

/** Lets the instance that lives now die at a step. */
export function dieAt(session: TestSession, { at, when }: Fault): Promise<Steps> {
  return runInDurableObject(session.object(), (one: Session, state: DurableObjectState) => {
    const { storage } = state;
    const steps: Steps = { names: [], happened: false, mend: () => undefined };
    const die = () => {
      if (steps.happened) return;
      steps.happened = true;
      steps.mend();
      state.abort("cut off after event 0 was durable");
    };
    const never = new Promise<never>(() => undefined);
    const mend = aroundBucket(one, async (name, work) => {
      const isHere = steps.names.push(name) - 1 === at;
      if (isHere && when === "before") {
        die();
        return never;
      }
      const value = await work();
      if (!isHere) return value;
      die();
      return never;
    });
    const write = storage.transactionSync.bind(storage);
    storage.transactionSync = <T>(work: () => T): T => {
      const isHere = steps.names.push("transaction") - 1 === at;
      const value = write(work);
      if (isHere && when === "before") die();
      else if (isHere) void storage.sync().then(die);
      return value;
    };
    steps.mend = () => {
      mend();
      storage.transactionSync = write;
    };
    return steps;
  });
}

/** Lets the bucket fail for the session, at the calls of which `fails` says so. */
export function failing(
  session: TestSession,
  fails: (call: { name: string; nth: number; key: string }) => boolean,
): Promise<Steps> {
  return runInDurableObject(session.object(), (one: Session) => {
    const steps: Steps = { names: [], happened: false, mend: () => undefined };
    steps.mend = aroundBucket(one, (name, work, args) => {
      const nth = steps.names.push(name) - 1;
      if (!fails({ name, nth, key: JSON.stringify(args[0] ?? "") })) return work();
      steps.happened = true;
      return Promise.reject(new Error(`${name}: R2 is away`));
    });
    return steps;
  });
}

/** Does something inside the object at the first call of the bucket of which `isHere` says so, before it. */
export function during(
  session: TestSession,
  isHere: (call: { name: string; key: string }) => boolean,
  act: (one: Session) => Promise<unknown>,
): Promise<() => void> {
  return runInDurableObject(session.object(), (one: Session) => {
    let acted = false;
    return aroundBucket(one, async (name, work, args) => {
      if (!acted && isHere({ name, key: JSON.stringify(args[0] ?? "") })) {
        acted = true;
        await act(one);
      }
      return work();
    });
  });
}

/** Changes a byte of what is put under a key that begins so. */
export function flipping(session: TestSession, prefix: string, at: (size: number) => number) {
  return runInDurableObject(session.object(), (one: Session) =>
    aroundBucket(one, (name, work, args) => {
      const [key, body] = args as [string, unknown];
      if (name === "put" && key.startsWith(prefix) && body instanceof Uint8Array) {
        const flipped = body.slice();
        const place = at(flipped.length);
        flipped[place] = (flipped[place] ?? 0) ^ 1;
        args[1] = flipped;
      }
      return work();
    }),
  );
}

function aroundBucket(
  one: Session,
  around: (name: string, work: () => Promise<unknown>, args: unknown[]) => Promise<unknown>,
): () => void {
  const bucket = (one as unknown as { env: Env }).env.BLOBS;
  const own = bucket as unknown as Record<string, unknown>;
  for (const name of CALLS) {
    const call = (Reflect.get(Object.getPrototypeOf(bucket), name) as (...a: unknown[]) => unknown) //
      .bind(bucket);
    own[name] = (...args: unknown[]) => around(name, async () => call(...args), args);
  }
  const mend = () => {
    for (const name of CALLS) delete own[name];
  };
  broken.add(mend);
  return mend;
}

/** The bucket is every object's: what one test breaks, the next one must not find. */
const broken = new Set<() => void>();

/** Mends whatever is broken; for `afterEach`. */
export function mendAll(): void {
  for (const mend of broken) mend();
  broken.clear();
}
