-- DropIndex
DROP INDEX "InboundMail_fromAddress_idx";

-- CreateIndex
CREATE INDEX "InboundMail_fromAddress_status_idx" ON "InboundMail"("fromAddress", "status");

-- CreateIndex
CREATE INDEX "Prompt_inboundMailId_answeredAt_idx" ON "Prompt"("inboundMailId", "answeredAt");

-- CreateIndex
CREATE INDEX "Prompt_applicationId_answeredAt_idx" ON "Prompt"("applicationId", "answeredAt");

-- CreateIndex
CREATE INDEX "Prompt_paymentId_answeredAt_idx" ON "Prompt"("paymentId", "answeredAt");
