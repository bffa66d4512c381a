-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT,
    "slackUserId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Address" (
    "address" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "learnedFrom" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "bouncedAt" TIMESTAMP(3),

    CONSTRAINT "Address_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "Cycle" (
    "id" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB,

    CONSTRAINT "Cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Application" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),
    "decision" TEXT,
    "decidedAt" TIMESTAMP(3),
    "decidedBy" TEXT,
    "decisionReason" TEXT,
    "orientationAt" TIMESTAMP(3),
    "feeWaivedAt" TIMESTAMP(3),
    "feeWaivedBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "statedAt" TIMESTAMP(3),
    "complete" BOOLEAN NOT NULL,
    "timeliness" TEXT NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "Submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL,
    "submissionId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "filename" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "pages" INTEGER,
    "problem" TEXT,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" TEXT NOT NULL,
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
    "paidAt" TIMESTAMP(3),
    "state" TEXT NOT NULL,
    "stateReason" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "personId" TEXT,
    "applicationId" TEXT,
    "termId" TEXT,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentEvidence" (
    "paymentId" TEXT NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PaymentEvidence_pkey" PRIMARY KEY ("paymentId","inboundMailId")
);

-- CreateTable
CREATE TABLE "Credential" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "grantedOn" TEXT NOT NULL,
    "endedOn" TEXT,
    "endReason" TEXT,

    CONSTRAINT "Credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Term" (
    "id" TEXT NOT NULL,
    "credentialId" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "qispAt" TIMESTAMP(3),
    "qispBy" TEXT,
    "meetingAt" TIMESTAMP(3),
    "meetingBy" TEXT,
    "meetingHow" TEXT,
    "agreementAt" TIMESTAMP(3),
    "agreementBy" TEXT,
    "feeAt" TIMESTAMP(3),
    "feeBy" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "confirmedBy" TEXT,
    "lapsedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Agreement" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sentAt" TIMESTAMP(3),
    "signedAt" TIMESTAMP(3),
    "countersignedAt" TIMESTAMP(3),
    "countersignedBy" TEXT,

    CONSTRAINT "Agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "applicationId" TEXT,
    "submissionId" TEXT,
    "paymentId" TEXT,
    "inboundMailId" TEXT,
    "outboxItemId" TEXT,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "answer" TEXT,
    "answeredBy" TEXT,
    "answerReason" TEXT,
    "cardChannel" TEXT,
    "cardTs" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "drawnVersion" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PromptAnswer" (
    "id" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "because" TEXT,

    CONSTRAINT "PromptAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxItem" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "statusReason" TEXT,
    "heldBecause" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "notBefore" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMP(3),
    "leaseOwner" TEXT,
    "sentAt" TIMESTAMP(3),
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
    "replyTo" TEXT,

    CONSTRAINT "OutboxItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "heldAt" TIMESTAMP(3) NOT NULL,
    "heldBy" TEXT NOT NULL,
    "releasedAt" TIMESTAMP(3),
    "releasedBy" TEXT,

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundMail" (
    "id" TEXT NOT NULL,
    "identity" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "internalDate" TIMESTAMP(3) NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "kind" TEXT,
    "reason" TEXT,
    "decidedAt" TIMESTAMP(3),
    "fromAddress" TEXT,
    "subject" TEXT,
    "messageId" TEXT,
    "caseKind" TEXT,
    "caseId" TEXT,
    "programme" TEXT,

    CONSTRAINT "InboundMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundLocation" (
    "mailbox" TEXT NOT NULL,
    "uidValidity" TEXT NOT NULL,
    "uid" INTEGER NOT NULL,
    "inboundMailId" TEXT NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "InboundLocation_pkey" PRIMARY KEY ("mailbox","uidValidity","uid")
);

-- CreateTable
CREATE TABLE "MailboxCursor" (
    "mailbox" TEXT NOT NULL,
    "uidValidity" TEXT NOT NULL,
    "lastUid" INTEGER NOT NULL,
    "readAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MailboxCursor_pkey" PRIMARY KEY ("mailbox","uidValidity")
);

-- CreateTable
CREATE TABLE "History" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "by" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "personId" TEXT,
    "caseKind" TEXT,
    "caseId" TEXT,
    "details" JSONB,

    CONSTRAINT "History_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
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

-- AddForeignKey
ALTER TABLE "Address" ADD CONSTRAINT "Address_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "Cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_applicationId_fkey" FOREIGN KEY ("applicationId") REFERENCES "Application"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_termId_fkey" FOREIGN KEY ("termId") REFERENCES "Term"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentEvidence" ADD CONSTRAINT "PaymentEvidence_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Credential" ADD CONSTRAINT "Credential_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Term" ADD CONSTRAINT "Term_credentialId_fkey" FOREIGN KEY ("credentialId") REFERENCES "Credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Agreement" ADD CONSTRAINT "Agreement_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PromptAnswer" ADD CONSTRAINT "PromptAnswer_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboundLocation" ADD CONSTRAINT "InboundLocation_inboundMailId_fkey" FOREIGN KEY ("inboundMailId") REFERENCES "InboundMail"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
