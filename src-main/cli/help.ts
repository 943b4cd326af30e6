/** What the command line can do. */
export const help = `ShiftClipper: find one player in a game video.

  analyse VIDEO --number N --jersey-color '#rrggbb' --out DIR
          [--number-color '#rrggbb'] [--opponent-color '#rrggbb'] [--click t,x,y]… [--not t,x,y]…
          [--preset broadcast|wide|tactical] [--speed fast|balanced|accurate]
          [--mode clip|shift] [--stride n] [--overlay] [--combined] [--json]
      Watches the whole game and writes results.json, segments.json, shifts.json, debug.json, clips/ and crops/ into DIR.
      A click is the time in seconds and the place as a share (0–1) of the picture's width and height.

  ask JOB_OR_DIR --number N [the options above but --out, --stride, --speed, --overlay, --combined] [--json]
      Answers for another player from what was seen; decodes nothing again.

  roster JOB_OR_DIR [--json]
      Every number found, with team colour, confidence and time on screen.

  export JOB_OR_DIR --out DIR [--clips] [--combined] [--share] [--accepted | --all]
          [--format csv|json|youtube|edl|fcpxml|otio|sportscode|webvtt|mot]… [--cutting exact|smart|copy] [--container mp4|mov|mkv] [--name TEMPLATE] [--recipe NAME]
          [--portrait] [--ring] [--freeze] [--name-strip TEXT] [--speed 1|0.5|0.25] [--reel SECONDS] [--max-mb N] [--height N]
          [--pre-roll S] [--post-roll S] [--max-clip S [--split]] [--json]
      Verified clips, one film, a page to pass on, lists for other programs. With --format alone only lists are written. Existing files are never replaced.

  import JOB_OR_DIR --from FILE [--json]
      Passages of a LosslessCut CSV or LLC file, or of Sportscode XML, become segments.

  jobs list | status JOB | cancel JOB | retry JOB | pause JOB | resume JOB | remove JOB | logs JOB   [--json]
  jobs duplicate JOB | rename JOB --name NAME | move JOB [--before JOB]   [--json]
  jobs cleanup --older-than-days N [--keep-newest N] [--dry-run] [--json]
      Where ShiftClipper runs, it does these itself; else they are done here.

  serve [--port N] [--listen ADDRESS:PORT [--tls-cert FILE --tls-key FILE] [--name HOST]…] [--json]
      Answers HTTP on this machine (127.0.0.1) until Ctrl-C; GET /openapi.json describes it.
      --listen lets other machines in as well, with a token: workers with one that opens only what they need.
  worker
      Works for a ShiftClipper on another machine, without a window: REDIS_URL names its Redis, and either JOBS_DIR its jobs folder
      on a shared disk or SHIFTCLIPPER_HOST and SHIFTCLIPPER_TOKEN its address. docs/scaling.md has the rest.
  workers [--json]
      Who works for the queue that REDIS_URL names.
  self-test

Ends with 0 when the player was found, 3 when not, 2 for bad input, 1 for a failure.
`;
