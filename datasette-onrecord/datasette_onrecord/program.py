"""The program, which alone writes to its databases: it knows their rules, waits for its turn, and keeps the log."""

import asyncio
import os

SECONDS = 30


class Refused(Exception):
    """What the program would not do, in its sentence."""


async def run(datasette, database, arguments, words=()):
    """What the program prints. `words` come from people; none of them can be taken for an option."""
    settings = datasette.plugin_config("datasette-onrecord", database=database) or {}
    file = datasette.get_database(database).path
    if file is None:
        raise Refused("the database is no file")
    command = [settings.get("program", "onrecord"), "--db", str(file), *arguments]
    command += [f"{option}={value}" for option, value in words]
    environment = os.environ | {"NO_COLOR": "1"}
    environment.pop("ONRECORD_REVIEWER", None)
    try:
        running = await asyncio.create_subprocess_exec(
            *command, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
    except OSError as error:
        raise Refused(f"{command[0]} cannot be started ({error.strerror}); name it in the plugin's settings as program") from error
    try:
        out, said = await asyncio.wait_for(running.communicate(), SECONDS)
    except asyncio.TimeoutError as error:
        running.kill()
        await running.wait()
        raise Refused(f"the program did not answer within {SECONDS} seconds") from error
    if running.returncode != 0:
        raise Refused(said.decode(errors="replace").strip() or f"the program ended with {running.returncode}")
    return out.decode()
