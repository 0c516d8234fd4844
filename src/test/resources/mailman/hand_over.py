"""Has Mailman 3 take a post of a list, up to its archivers.

Arguments: a folder for Mailman, the base_url and the api_key of the archiver, the list's posting address, the post's
Message-ID, and a file for the result. Nothing of Mailman is replaced: the post goes through the pipeline of posts and
the queue of the archive runner.
"""

import json
import os
import sys

from mailman.core.initialize import initialize

folder, base_url, api_key, address, message_id, result = sys.argv[1:]

plugin = os.path.join(folder, "hyperkitty.cfg")
with open(plugin, "w") as file:
    file.write(f"[general]\nbase_url: {base_url}\napi_key: {api_key}\n")

configuration = os.path.join(folder, "mailman.cfg")
with open(configuration, "w") as file:
    file.write(f"""
[mailman]
layout: here
[paths.here]
var_dir: {folder}/mailman
[mta]
incoming: mailman.mta.null.NullMTA
[archiver.hyperkitty]
class: mailman_hyperkitty.Archiver
enable: yes
configuration: {plugin}
[archiver.prototype]
enable: no
""")

initialize(configuration)

from mailman.app.lifecycle import create_list  # noqa: E402
from mailman.config import config  # noqa: E402
from mailman.core.pipelines import process  # noqa: E402
from mailman.database.transaction import transaction  # noqa: E402
from mailman.email.message import Message  # noqa: E402
from mailman.interfaces.domain import IDomainManager  # noqa: E402
from mailman.interfaces.listmanager import IListManager  # noqa: E402
from mailman.runners.archive import ArchiveRunner  # noqa: E402
from mailman.utilities.email import add_message_hash  # noqa: E402
from email import message_from_bytes  # noqa: E402
from zope.component import getUtility  # noqa: E402

with transaction():
    mailing_list = getUtility(IListManager).get(address)
    if mailing_list is None:
        getUtility(IDomainManager).add(address.partition("@")[2])
        mailing_list = create_list(address)

post = message_from_bytes(
    f"""From: Member <member@example.org>
To: {address}
Subject: A post
Message-ID: <{message_id}>
Date: Sat, 01 Mar 2025 10:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Grüße aus München
""".encode(),
    Message,
)
hash = add_message_hash(post)
with transaction():
    process(mailing_list, post, dict(listid=mailing_list.list_id, recipients=set()), "default-posting-pipeline")

# One turn of the runner that a Mailman at work starts for this queue.
ArchiveRunner("archive")._one_iteration()

spool = os.path.join(config.ARCHIVE_DIR, "hyperkitty", "spool")
outgoing = config.switchboards["out"]
sent = [outgoing.dequeue(file)[0] for file in outgoing.files]
seen = sent[-1] if sent else post
with open(result, "w") as file:
    json.dump(
        {
            "hash": hash,
            "archived-at": seen["Archived-At"],
            "list-archive": seen["List-Archive"],
            "spooled": len([name for name in os.listdir(spool) if name.endswith((".pck", ".bak"))]),
        },
        file,
    )
