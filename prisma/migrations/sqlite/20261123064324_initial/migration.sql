-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "organisation" TEXT,
    "slackUserId" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Address" (
    "address" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "learnedFrom" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "bouncedAt" DATETIME,
    CONSTRAINT "Address_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Cycle" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "programme" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "decision" TEXT,
    "decidedAt" DATETIME,
    "decidedBy" TEXT,
    "decisionReason" TEXT,
    "orientationAt" DATETIME,
    "feeWaivedAt" DATETIME,
    "feeWaivedBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Application_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Application_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "Cycle" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "statedAt" DATETIME,
    "complete" BOOLEAN NOT NULL,
    "timeliness" TEXT NOT NULL,
    "findings" JSONB NOT NULL,
    CONSTRAINT "Submission_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "submissionId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "filename" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "pages" INTEGER,
    "problem" TEXT,
    CONSTRAINT "Document_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "programme" TEXT NOT NULL,
    "store" TEXT NOT NULL,
    "orderNumber" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "payerName" TEXT,
    "payerEmail" TEXT,
    "paidOn" TEXT NOT NULL,
    "paidAt" DATETIME,
    "state" TEXT NOT NULL,
    "stateReason" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "personId" TEXT,
    "applicationId" TEXT,
    "termId" TEXT,
    CONSTRAINT "Payment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Payment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Payment_termId_fkey" FOREIGN KEY ("termId") REFERENCES "Term" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PaymentEvidence" (
    "paymentId" TEXT NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("paymentId", "inboundMailId"),
    CONSTRAINT "PaymentEvidence_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "grantedOn" TEXT NOT NULL,
    "endedOn" TEXT,
    "endReason" TEXT,
    CONSTRAINT "Credential_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Term" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "credentialId" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "qispAt" DATETIME,
    "qispBy" TEXT,
    "meetingAt" DATETIME,
    "meetingBy" TEXT,
    "meetingHow" TEXT,
    "agreementAt" DATETIME,
    "agreementBy" TEXT,
    "feeAt" DATETIME,
    "feeBy" TEXT,
    "confirmedAt" DATETIME,
    "confirmedBy" TEXT,
    "lapsedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Term_credentialId_fkey" FOREIGN KEY ("credentialId") REFERENCES "Credential" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sentAt" DATETIME,
    "signedAt" DATETIME,
    "countersignedAt" DATETIME,
    "countersignedBy" TEXT,
    CONSTRAINT "Agreement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "programme" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "applicationId" TEXT,
    "submissionId" TEXT,
    "paymentId" TEXT,
    "inboundMailId" TEXT,
    "outboxItemId" TEXT,
    "openedAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "answer" TEXT,
    "answeredBy" TEXT,
    "answerReason" TEXT,
    "cardChannel" TEXT,
    "cardTs" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "drawnVersion" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "PromptAnswer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "promptId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    "at" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL,
    "because" TEXT,
    CONSTRAINT "PromptAnswer_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OutboxItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "statusReason" TEXT,
    "heldBecause" TEXT,
    "createdAt" DATETIME NOT NULL,
    "notBefore" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" DATETIME,
    "leaseOwner" TEXT,
    "sentAt" DATETIME,
    "providerReply" TEXT,
    "personId" TEXT,
    "caseKind" TEXT,
    "caseId" TEXT,
    "promptId" TEXT,
    "message" TEXT,
    "condition" JSONB,
    "toAddress" TEXT,
    "toName" TEXT,
    "subject" TEXT,
    "text" TEXT,
    "html" TEXT,
    "messageId" TEXT,
    "inReplyTo" TEXT,
    "references" TEXT,
    "replyTo" TEXT
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "reason" TEXT NOT NULL,
    "heldAt" DATETIME NOT NULL,
    "heldBy" TEXT NOT NULL,
    "releasedAt" DATETIME,
    "releasedBy" TEXT
);

-- CreateTable
CREATE TABLE "InboundMail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identity" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "internalDate" DATETIME NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "lastError" TEXT,
    "kind" TEXT,
    "reason" TEXT,
    "decidedAt" DATETIME,
    "fromAddress" TEXT,
    "subject" TEXT,
    "messageId" TEXT,
    "caseKind" TEXT,
    "caseId" TEXT,
    "programme" TEXT
);

-- CreateTable
CREATE TABLE "InboundLocation" (
    "mailbox" TEXT NOT NULL,
    "uidValidity" TEXT NOT NULL,
    "uid" INTEGER NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "seenAt" DATETIME NOT NULL,

    PRIMARY KEY ("mailbox", "uidValidity", "uid"),
    CONSTRAINT "InboundLocation_inboundMailId_fkey" FOREIGN KEY ("inboundMailId") REFERENCES "InboundMail" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MailboxCursor" (
    "mailbox" TEXT NOT NULL,
    "uidValidity" TEXT NOT NULL,
    "lastUid" INTEGER NOT NULL,
    "readAt" DATETIME NOT NULL,

    PRIMARY KEY ("mailbox", "uidValidity")
);

-- CreateTable
CREATE TABLE "History" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "personId" TEXT,
    "caseKind" TEXT,
    "caseId" TEXT,
    "details" JSONB
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Person_slackUserId_idx" ON "Person"("slackUserId");

-- CreateIndex
CREATE INDEX "Address_personId_idx" ON "Address"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Cycle_programme_name_key" ON "Cycle"("programme", "name");

-- CreateIndex
CREATE INDEX "Application_cycleId_idx" ON "Application"("cycleId");

-- CreateIndex
CREATE UNIQUE INDEX "Application_personId_cycleId_key" ON "Application"("personId", "cycleId");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_applicationId_number_key" ON "Submission"("applicationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_inboundMailId_applicationId_key" ON "Submission"("inboundMailId", "applicationId");

-- CreateIndex
CREATE UNIQUE INDEX "Document_submissionId_position_key" ON "Document"("submissionId", "position");

-- CreateIndex
CREATE INDEX "Payment_applicationId_idx" ON "Payment"("applicationId");

-- CreateIndex
CREATE INDEX "Payment_termId_idx" ON "Payment"("termId");

-- CreateIndex
CREATE INDEX "Payment_personId_idx" ON "Payment"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Payment_store_orderNumber_key" ON "Payment"("store", "orderNumber");

-- CreateIndex
CREATE INDEX "Credential_programme_idx" ON "Credential"("programme");

-- CreateIndex
CREATE UNIQUE INDEX "Credential_personId_programme_key" ON "Credential"("personId", "programme");

-- CreateIndex
CREATE INDEX "Term_startsOn_idx" ON "Term"("startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "Term_credentialId_startsOn_key" ON "Term"("credentialId", "startsOn");

-- CreateIndex
CREATE UNIQUE INDEX "Agreement_personId_programme_version_key" ON "Agreement"("personId", "programme", "version");

-- CreateIndex
CREATE INDEX "Prompt_answeredAt_idx" ON "Prompt"("answeredAt");

-- CreateIndex
CREATE INDEX "Prompt_submissionId_idx" ON "Prompt"("submissionId");

-- CreateIndex
CREATE INDEX "PromptAnswer_promptId_idx" ON "PromptAnswer"("promptId");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxItem_key_key" ON "OutboxItem"("key");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxItem_messageId_key" ON "OutboxItem"("messageId");

-- CreateIndex
CREATE INDEX "OutboxItem_status_notBefore_idx" ON "OutboxItem"("status", "notBefore");

-- CreateIndex
CREATE INDEX "OutboxItem_caseId_idx" ON "OutboxItem"("caseId");

-- CreateIndex
CREATE INDEX "OutboxItem_personId_idx" ON "OutboxItem"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMail_identity_key" ON "InboundMail"("identity");

-- CreateIndex
CREATE INDEX "InboundMail_status_nextAttemptAt_idx" ON "InboundMail"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "InboundMail_messageId_idx" ON "InboundMail"("messageId");

-- CreateIndex
CREATE INDEX "InboundLocation_inboundMailId_idx" ON "InboundLocation"("inboundMailId");

-- CreateIndex
CREATE INDEX "History_personId_at_idx" ON "History"("personId", "at");

-- CreateIndex
CREATE INDEX "History_caseId_at_idx" ON "History"("caseId", "at");
